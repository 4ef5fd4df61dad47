// Written by tools/allowlist/generate.py; change the review or the evidence there.
import type { PolicyTable } from '../policy.js';

export const BOOSTING: PolicyTable = {
  library: 'boosting',
  evidence: ['lightgbm 4.7.0'],
  groups: [
    {
      why: 'a model as text or bytes, which the library parses: LightGBM\'s and XGBoost\'s own formats hold no code',
      new: '',
      build: 'attributes',
      names: {
        'lightgbm.basic': 'Booster',
        'lightgbm.sklearn': 'LGBMClassifier LGBMModel LGBMRanker LGBMRegressor',
        'sklearn.preprocessing._label': 'LabelEncoder',
        'xgboost.core': 'Booster',
        'xgboost.sklearn': 'XGBClassifier XGBModel XGBRFClassifier XGBRFRegressor XGBRanker XGBRegressor',
      },
    },
  ],
};
