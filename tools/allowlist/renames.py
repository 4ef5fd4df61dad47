"""Modules under other names: what older versions wrote. Each with where the renaming is written down."""

# scikit-learn 0.22 made its modules private (sklearn/_build_utils/deprecated_modules.py of 0.22): new module, old module.
SKLEARN_0_22 = """
ensemble._bagging=ensemble.bagging ensemble._base=ensemble.base ensemble._forest=ensemble.forest ensemble._gb=ensemble.gradient_boosting
ensemble._iforest=ensemble.iforest ensemble._voting=ensemble.voting ensemble._voting=ensemble.voting_classifier
ensemble._weight_boosting=ensemble.weight_boosting tree._classes=tree.tree tree._export=tree.export neural_network._rbm=neural_network.rbm
neural_network._multilayer_perceptron=neural_network.multilayer_perceptron cluster._affinity_propagation=cluster.affinity_propagation_
cluster._bicluster=cluster.bicluster cluster._birch=cluster.birch cluster._dbscan=cluster.dbscan_ cluster._agglomerative=cluster.hierarchical
cluster._kmeans=cluster.k_means_ cluster._mean_shift=cluster.mean_shift_ cluster._optics=cluster.optics_ cluster._spectral=cluster.spectral
mixture._base=mixture.base mixture._gaussian_mixture=mixture.gaussian_mixture mixture._bayesian_mixture=mixture.bayesian_mixture
covariance._empirical_covariance=covariance.empirical_covariance_ covariance._shrunk_covariance=covariance.shrunk_covariance_
covariance._robust_covariance=covariance.robust_covariance covariance._graph_lasso=covariance.graph_lasso_
covariance._elliptic_envelope=covariance.elliptic_envelope cross_decomposition._pls=cross_decomposition.pls_
cross_decomposition._pls=cross_decomposition.cca_ linear_model._base=linear_model.base linear_model._bayes=linear_model.bayes
linear_model._coordinate_descent=linear_model.coordinate_descent linear_model._huber=linear_model.huber
linear_model._least_angle=linear_model.least_angle linear_model._logistic=linear_model.logistic linear_model._omp=linear_model.omp
linear_model._passive_aggressive=linear_model.passive_aggressive linear_model._perceptron=linear_model.perceptron
linear_model._ransac=linear_model.ransac linear_model._ridge=linear_model.ridge linear_model._stochastic_gradient=linear_model.stochastic_gradient
linear_model._theil_sen=linear_model.theil_sen linear_model._sgd_fast=linear_model.sgd_fast svm._base=svm.base svm._classes=svm.classes
neighbors._base=neighbors.base neighbors._classification=neighbors.classification neighbors._regression=neighbors.regression
neighbors._unsupervised=neighbors.unsupervised neighbors._nearest_centroid=neighbors.nearest_centroid neighbors._kde=neighbors.kde
neighbors._lof=neighbors.lof neighbors._nca=neighbors.nca neighbors._ball_tree=neighbors.ball_tree neighbors._kd_tree=neighbors.kd_tree
metrics._dist_metrics=neighbors.dist_metrics metrics._dist_metrics=neighbors._dist_metrics manifold._isomap=manifold.isomap
manifold._locally_linear=manifold.locally_linear manifold._mds=manifold.mds manifold._spectral_embedding=manifold.spectral_embedding_
manifold._t_sne=manifold.t_sne feature_selection._from_model=feature_selection.from_model
feature_selection._mutual_info=feature_selection.mutual_info_ feature_selection._rfe=feature_selection.rfe
feature_selection._univariate_selection=feature_selection.univariate_selection
feature_selection._variance_threshold=feature_selection.variance_threshold feature_selection._base=feature_selection.base
preprocessing._data=preprocessing.data preprocessing._label=preprocessing.label decomposition._base=decomposition.base
decomposition._pca=decomposition.pca decomposition._fastica=decomposition.fastica_ decomposition._factor_analysis=decomposition.factor_analysis
decomposition._incremental_pca=decomposition.incremental_pca decomposition._kernel_pca=decomposition.kernel_pca decomposition._nmf=decomposition.nmf
decomposition._lda=decomposition.online_lda decomposition._dict_learning=decomposition.dict_learning decomposition._sparse_pca=decomposition.sparse_pca
decomposition._truncated_svd=decomposition.truncated_svd gaussian_process._gpr=gaussian_process.gpr gaussian_process._gpc=gaussian_process.gpc
feature_extraction._dict_vectorizer=feature_extraction.dict_vectorizer feature_extraction._hash=feature_extraction.hashing metrics._scorer=metrics.scorer
semi_supervised._label_propagation=semi_supervised.label_propagation utils._bunch=utils impute._base=impute
model_selection._search=model_selection._search feature_extraction._stop_words=feature_extraction.stop_words
metrics._classification=metrics.classification metrics._ranking=metrics.ranking metrics._regression=metrics.regression
"""

# Modules and classes of scikit-learn that came and went: written by the versions named, of the same making as today's.
SKLEARN_GONE = {
    "ensemble._gb_losses": "0.22 to 1.2: BinomialDeviance MultinomialDeviance LeastSquaresError LeastAbsoluteError HuberLossFunction QuantileLossFunction ExponentialLoss",
    "ensemble.gradient_boosting": "to 0.21: BinomialDeviance MultinomialDeviance LeastSquaresError LeastAbsoluteError HuberLossFunction QuantileLossFunction ExponentialLoss MeanEstimator QuantileEstimator LogOddsEstimator PriorProbabilityEstimator ScaledLogOddsEstimator ZeroEstimator",
    "ensemble._hist_gradient_boosting.loss": "0.21 to 1.0: LeastSquares LeastAbsoluteDeviation Poisson BinaryCrossEntropy CategoricalCrossentropy",
    "preprocessing.imputation": "to 0.21: Imputer",
    "preprocessing._encoders": "0.20 to today: OneHotEncoder OrdinalEncoder",
    "preprocessing._discretization": "0.20 to today: KBinsDiscretizer",
    "impute": "0.20 and 0.21: SimpleImputer MissingIndicator",
    "grid_search": "to 0.19: GridSearchCV RandomizedSearchCV _CVScoreTuple",
    "cross_validation": "to 0.19: KFold StratifiedKFold",
    "linear_model.randomized_l1": "to 0.20: RandomizedLasso RandomizedLogisticRegression",
    "gaussian_process.gaussian_process": "to 0.19: GaussianProcess",
    "mixture.gmm": "to 0.19: GMM",
    "lda": "to 0.18: LDA",
    "qda": "to 0.18: QDA",
    "utils.deprecation": "0.18 to 0.20: DeprecationDict",
    "utils.fixes": "1.2: _Xx",
    "cluster._dbscan": "today: DBSCAN",
}

# scipy 1.8 made its modules private (https://docs.scipy.org/doc/scipy/release/1.8.0-notes.html).
SCIPY_1_8 = """
sparse._csr=sparse.csr sparse._csc=sparse.csc sparse._coo=sparse.coo sparse._bsr=sparse.bsr sparse._dia=sparse.dia sparse._dok=sparse.dok sparse._lil=sparse.lil
interpolate._interpolate=interpolate.interpolate interpolate._fitpack2=interpolate.fitpack2 spatial._ckdtree=spatial.ckdtree
optimize._optimize=optimize.optimize
"""

# Joblib was shipped inside scikit-learn up to 0.22.
JOBLIB = ["joblib.numpy_pickle", "sklearn.externals.joblib.numpy_pickle"]
