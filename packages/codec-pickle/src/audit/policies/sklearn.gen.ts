// Written by tools/allowlist/generate.py; change the review or the evidence there.
import type { PolicyTable } from '../policy.js';

export const SKLEARN: PolicyTable = {
  library: 'sklearn',
  evidence: ['sklearn 1.2.1', 'sklearn 1.9.1'],
  groups: [
    {
      why: 'a tuple with names',
      new: 'any*',
      names: {
        'sklearn.grid_search': '_CVScoreTuple',
        'sklearn.impute._iterative': '_ImputerTriplet',
        'sklearn.model_selection._search': '_CVScoreTuple',
      },
    },
    {
      why: 'settings of the estimator and of what it holds: a dict of attributes; the methods that keep the class out of the list by rule do nothing in loading',
      new: '',
      build: 'attributes',
      names: {
        'sklearn.frozen._frozen': 'FrozenEstimator',
        'sklearn.isotonic': 'IsotonicRegression',
        'sklearn.utils._metadata_requests': 'MetadataRequest MetadataRouter MethodMapping MethodMetadataRequest',
      },
    },
    {
      why: 'losses in C, of which scikit-learn 1.4 to 1.6 wrote the module without its package',
      call: 'any*',
      new: 'any*',
      build: 'any*',
      names: {
        '_loss': 'CyAbsoluteError CyExponentialLoss CyHalfBinomialLoss CyHalfGammaLoss CyHalfMultinomialLoss ' +
          'CyHalfPoissonLoss CyHalfSquaredError CyHalfTweedieLoss CyHalfTweedieLossIdentity ' +
          'CyHuberLoss CyLossFunction CyPinballLoss __pyx_unpickle_CyAbsoluteError ' +
          '__pyx_unpickle_CyExponentialLoss __pyx_unpickle_CyHalfBinomialLoss ' +
          '__pyx_unpickle_CyHalfGammaLoss __pyx_unpickle_CyHalfMultinomialLoss ' +
          '__pyx_unpickle_CyHalfPoissonLoss __pyx_unpickle_CyHalfSquaredError ' +
          '__pyx_unpickle_CyHalfTweedieLoss __pyx_unpickle_CyHalfTweedieLossIdentity ' +
          '__pyx_unpickle_CyHuberLoss __pyx_unpickle_CyLossFunction __pyx_unpickle_CyPinballLoss',
      },
    },
    {
      why: 'named, never called by loading; computes on what it is given and reaches nothing else',
      names: {
        'sklearn': 'setup_module',
        'sklearn.__check_build': 'raise_build_error',
        'sklearn.__check_build._check_build': 'check_build',
        'sklearn._isotonic': '_inplace_contiguous_isotonic_regression _make_unique',
        'sklearn._loss.link': '_inclusive_low_high',
        'sklearn._loss.loss': '_log1pexp',
        'sklearn.base': '_clone_parametrized _fit_context clone is_classifier is_clusterer is_outlier_detector ' +
          'is_regressor',
        'sklearn.calibration': '_compute_predictions _convert_to_logits _fit_calibrator _fit_classifier_calibrator_pair ' +
          '_get_prediction_method _sigmoid_calibration calibration_curve',
        'sklearn.callback._callback_context': '_from_reconstruction_attributes get_context_path',
        'sklearn.callback._callback_support': 'callback_management_context with_callbacks',
        'sklearn.callback._transport': 'can_reuse_listener close_listener open_listener send',
        'sklearn.cluster._affinity_propagation': '_affinity_propagation _equal_similarities_and_preferences affinity_propagation',
        'sklearn.cluster._agglomerative': '_average_linkage _complete_linkage _fix_connectivity _hc_cut _single_linkage ' +
          '_single_linkage_tree linkage_tree ward_tree',
        'sklearn.cluster._bicluster': '_bistochastic_normalize _log_normalize _scale_normalize',
        'sklearn.cluster._birch': '_iterate_sparse_X _split_node',
        'sklearn.cluster._dbscan': 'dbscan',
        'sklearn.cluster._dbscan_inner': 'dbscan_inner',
        'sklearn.cluster._hdbscan._linkage': 'make_single_linkage mst_from_data_matrix mst_from_mutual_reachability',
        'sklearn.cluster._hdbscan._reachability': '_dense_mutual_reachability_graph _sparse_mutual_reachability_graph ' +
          'mutual_reachability_graph',
        'sklearn.cluster._hdbscan._tree': '_condense_tree _do_labelling get_cluster_tree_leaves labelling_at_cut recurse_leaf_dfs ' +
          'tree_to_labels',
        'sklearn.cluster._hdbscan.hdbscan': '_brute_mst _get_finite_row_indices _hdbscan_brute _hdbscan_prims _process_mst ' +
          'remap_single_linkage_tree',
        'sklearn.cluster._hierarchical_fast': '_get_parents _hc_get_descendent _single_linkage_label average_merge compute_ward_dist ' +
          'hc_get_heads max_merge mst_linkage_core single_linkage_label',
        'sklearn.cluster._k_means_common': '_euclidean_dense_dense_wrapper _euclidean_sparse_dense_wrapper _inertia_dense ' +
          '_inertia_sparse _is_same_clustering _relocate_empty_clusters_dense ' +
          '_relocate_empty_clusters_sparse',
        'sklearn.cluster._k_means_elkan': 'elkan_iter_chunked_dense elkan_iter_chunked_sparse init_bounds_dense init_bounds_sparse',
        'sklearn.cluster._k_means_lloyd': 'lloyd_iter_chunked_dense lloyd_iter_chunked_sparse',
        'sklearn.cluster._k_means_minibatch': '_minibatch_update_dense _minibatch_update_sparse',
        'sklearn.cluster._kmeans': '_kmeans_plusplus _kmeans_single_elkan _kmeans_single_lloyd _labels_inertia ' +
          '_labels_inertia_threadpool_limit _mini_batch_step _tolerance k_means kmeans_plusplus',
        'sklearn.cluster._mean_shift': '_mean_shift_single_seed estimate_bandwidth get_bin_seeds mean_shift',
        'sklearn.cluster._optics': '_compute_core_distances_ _correct_predecessor _extend_region _extract_xi_labels ' +
          '_set_reach_dist _update_filter_sdas _validate_size _xi_cluster cluster_optics_dbscan ' +
          'cluster_optics_xi compute_optics_graph',
        'sklearn.cluster._spectral': 'cluster_qr discretize spectral_clustering',
        'sklearn.cluster.affinity_propagation_': '_affinity_propagation _equal_similarities_and_preferences affinity_propagation',
        'sklearn.cluster.bicluster': '_bistochastic_normalize _log_normalize _scale_normalize',
        'sklearn.cluster.birch': '_iterate_sparse_X _split_node',
        'sklearn.cluster.dbscan_': 'dbscan',
        'sklearn.cluster.hierarchical': '_average_linkage _complete_linkage _fix_connectivity _hc_cut _single_linkage ' +
          '_single_linkage_tree linkage_tree ward_tree',
        'sklearn.cluster.k_means_': '_kmeans_plusplus _kmeans_single_elkan _kmeans_single_lloyd _labels_inertia ' +
          '_labels_inertia_threadpool_limit _mini_batch_step _tolerance k_means kmeans_plusplus',
        'sklearn.cluster.mean_shift_': '_mean_shift_single_seed estimate_bandwidth get_bin_seeds mean_shift',
        'sklearn.cluster.optics_': '_compute_core_distances_ _correct_predecessor _extend_region _extract_xi_labels ' +
          '_set_reach_dist _update_filter_sdas _validate_size _xi_cluster cluster_optics_dbscan ' +
          'cluster_optics_xi compute_optics_graph',
        'sklearn.cluster.spectral': 'cluster_qr discretize spectral_clustering',
        'sklearn.compose._column_transformer': '_check_X _feature_names_out_with_str_format _get_transformer_list ' +
          '_is_empty_column_selection make_column_transformer',
        'sklearn.covariance._empirical_covariance': 'empirical_covariance log_likelihood',
        'sklearn.covariance._graph_lasso': '_dual_gap _graphical_lasso _objective alpha_max graphical_lasso graphical_lasso_path',
        'sklearn.covariance._robust_covariance': '_c_step _consistency_factor c_step fast_mcd select_candidates',
        'sklearn.covariance._shrunk_covariance': '_ledoit_wolf _oas ledoit_wolf ledoit_wolf_shrinkage oas shrunk_covariance',
        'sklearn.covariance.empirical_covariance_': 'empirical_covariance log_likelihood',
        'sklearn.covariance.graph_lasso_': '_dual_gap _graphical_lasso _objective alpha_max graphical_lasso graphical_lasso_path',
        'sklearn.covariance.robust_covariance': '_c_step _consistency_factor c_step fast_mcd select_candidates',
        'sklearn.covariance.shrunk_covariance_': '_ledoit_wolf _oas ledoit_wolf ledoit_wolf_shrinkage oas shrunk_covariance',
        'sklearn.cross_decomposition._pls': '_center_scale_xy _get_first_singular_vectors_power_method _get_first_singular_vectors_svd ' +
          '_pinv2_old _svd_flip_1d',
        'sklearn.cross_decomposition.cca_': '_center_scale_xy _get_first_singular_vectors_power_method _get_first_singular_vectors_svd ' +
          '_pinv2_old _svd_flip_1d',
        'sklearn.cross_decomposition.pls_': '_center_scale_xy _get_first_singular_vectors_power_method _get_first_singular_vectors_svd ' +
          '_pinv2_old _svd_flip_1d',
        'sklearn.decomposition._cdnmf_fast': '_update_cdnmf_fast',
        'sklearn.decomposition._dict_learning': '_check_positive_coding _check_warn_deprecated _dict_learning _sparse_encode ' +
          '_sparse_encode_precomputed _update_dict dict_learning dict_learning_online sparse_encode',
        'sklearn.decomposition._factor_analysis': '_ortho_rotation',
        'sklearn.decomposition._fastica': '_cube _exp _gs_decorrelation _ica_def _ica_par _logcosh _sym_decorrelation fastica',
        'sklearn.decomposition._lda': '_update_doc_distribution',
        'sklearn.decomposition._nmf': '_beta_divergence _beta_loss_to_float _check_init _fit_coordinate_descent ' +
          '_fit_multiplicative_update _initialize_nmf _multiplicative_update_h ' +
          '_multiplicative_update_w _special_sparse_dot _update_coordinate_descent ' +
          'non_negative_factorization norm trace_dot',
        'sklearn.decomposition._online_lda_fast': '_dirichlet_expectation_1d _dirichlet_expectation_2d mean_change',
        'sklearn.decomposition._pca': '_assess_dimension _infer_dimension',
        'sklearn.decomposition.dict_learning': '_check_positive_coding _check_warn_deprecated _dict_learning _sparse_encode ' +
          '_sparse_encode_precomputed _update_dict dict_learning dict_learning_online sparse_encode',
        'sklearn.decomposition.factor_analysis': '_ortho_rotation',
        'sklearn.decomposition.fastica_': '_cube _exp _gs_decorrelation _ica_def _ica_par _logcosh _sym_decorrelation fastica',
        'sklearn.decomposition.nmf': '_beta_divergence _beta_loss_to_float _check_init _fit_coordinate_descent ' +
          '_fit_multiplicative_update _initialize_nmf _multiplicative_update_h ' +
          '_multiplicative_update_w _special_sparse_dot _update_coordinate_descent ' +
          'non_negative_factorization norm trace_dot',
        'sklearn.decomposition.online_lda': '_update_doc_distribution',
        'sklearn.decomposition.pca': '_assess_dimension _infer_dimension',
        'sklearn.discriminant_analysis': '_class_cov _class_means _cov',
        'sklearn.ensemble._bagging': '_consumes_sample_weight _estimator_has _generate_bagging_indices _generate_indices ' +
          '_parallel_build_estimators _parallel_decision_function _parallel_predict_log_proba ' +
          '_parallel_predict_proba _parallel_predict_regression',
        'sklearn.ensemble._base': '_fit_single_estimator _partition_estimators _set_random_states',
        'sklearn.ensemble._bootstrap': '_get_n_samples_bootstrap',
        'sklearn.ensemble._forest': '_accumulate_prediction _generate_sample_indices _generate_unsampled_indices ' +
          '_get_n_samples_bootstrap _parallel_build_trees',
        'sklearn.ensemble._gb': '_init_raw_predictions _safe_divide _update_terminal_regions set_huber_delta',
        'sklearn.ensemble._gradient_boosting': '_predict_regression_tree_stages_sparse _random_sample_mask predict_stage predict_stages',
        'sklearn.ensemble._hist_gradient_boosting._binning': '_map_to_bins',
        'sklearn.ensemble._hist_gradient_boosting._bitset': 'in_bitset_memoryview set_bitset_memoryview set_raw_bitset_from_binned_bitset',
        'sklearn.ensemble._hist_gradient_boosting._gradient_boosting': '_update_raw_predictions',
        'sklearn.ensemble._hist_gradient_boosting._predictor': '_compute_partial_dependence _predict_from_binned_data _predict_from_raw_data',
        'sklearn.ensemble._hist_gradient_boosting.binning': '_find_binning_thresholds',
        'sklearn.ensemble._hist_gradient_boosting.gradient_boosting': '_patch_raw_predict _update_leaves_values',
        'sklearn.ensemble._hist_gradient_boosting.grower': '_fill_predictor_arrays',
        'sklearn.ensemble._hist_gradient_boosting.histogram': '_build_histogram _build_histogram_naive _build_histogram_no_hessian _build_histogram_root ' +
          '_build_histogram_root_no_hessian _subtract_histograms',
        'sklearn.ensemble._hist_gradient_boosting.splitting': 'compute_node_value',
        'sklearn.ensemble._iforest': '_average_path_length _parallel_compute_tree_depths',
        'sklearn.ensemble._stacking': '_estimator_has',
        'sklearn.ensemble._weight_boosting': '_samme_proba',
        'sklearn.ensemble.bagging': '_consumes_sample_weight _estimator_has _generate_bagging_indices _generate_indices ' +
          '_parallel_build_estimators _parallel_decision_function _parallel_predict_log_proba ' +
          '_parallel_predict_proba _parallel_predict_regression',
        'sklearn.ensemble.base': '_fit_single_estimator _partition_estimators _set_random_states',
        'sklearn.ensemble.forest': '_accumulate_prediction _generate_sample_indices _generate_unsampled_indices ' +
          '_get_n_samples_bootstrap _parallel_build_trees',
        'sklearn.ensemble.gradient_boosting': '_init_raw_predictions _safe_divide _update_terminal_regions set_huber_delta',
        'sklearn.ensemble.iforest': '_average_path_length _parallel_compute_tree_depths',
        'sklearn.ensemble.weight_boosting': '_samme_proba',
        'sklearn.feature_extraction._hash': '_iteritems',
        'sklearn.feature_extraction._hashing_fast': 'transform',
        'sklearn.feature_extraction.hashing': '_iteritems',
        'sklearn.feature_extraction.image': '_compute_gradient_3d _compute_n_patches _extract_patches _make_edges_3d ' +
          '_mask_edges_weights _to_graph extract_patches_2d grid_to_graph img_to_graph ' +
          'reconstruct_from_patches_2d',
        'sklearn.feature_extraction.text': '_analyze _check_stop_list _document_frequency _make_int_array _preprocess ' +
          'strip_accents_ascii strip_accents_unicode strip_tags',
        'sklearn.feature_selection._base': '_get_feature_importances',
        'sklearn.feature_selection._from_model': '_calculate_threshold _estimator_has',
        'sklearn.feature_selection._mutual_info': '_compute_mi _compute_mi_cc _compute_mi_cd _estimate_mi _iterate_columns ' +
          'mutual_info_classif mutual_info_regression',
        'sklearn.feature_selection._rfe': '_estimator_has _rfe_single_fit',
        'sklearn.feature_selection._univariate_selection': '_chisquare _clean_nans chi2 f_classif f_oneway f_regression r_regression',
        'sklearn.feature_selection.base': '_get_feature_importances',
        'sklearn.feature_selection.from_model': '_calculate_threshold _estimator_has',
        'sklearn.feature_selection.mutual_info_': '_compute_mi _compute_mi_cc _compute_mi_cd _estimate_mi _iterate_columns ' +
          'mutual_info_classif mutual_info_regression',
        'sklearn.feature_selection.rfe': '_estimator_has _rfe_single_fit',
        'sklearn.feature_selection.univariate_selection': '_chisquare _clean_nans chi2 f_classif f_oneway f_regression r_regression',
        'sklearn.frozen._frozen': '_estimator_has',
        'sklearn.gaussian_process.kernels': '_approx_fprime _check_length_scale',
        'sklearn.impute': '_check_inputs_dtype _most_frequent _safe_min',
        'sklearn.impute._base': '_check_inputs_dtype _most_frequent _safe_min',
        'sklearn.impute._iterative': '_assign_where',
        'sklearn.inspection._partial_dependence': '_grid_from_X _partial_dependence_brute _partial_dependence_recursion partial_dependence',
        'sklearn.inspection._permutation_importance': '_calculate_permutation_scores _create_importances_bunch _weights_scorer ' +
          'permutation_importance',
        'sklearn.inspection._plot.decision_boundary': '_check_boundary_response_method _select_colors',
        'sklearn.isotonic': 'check_increasing isotonic_regression',
        'sklearn.linear_model._base': '_check_precomputed_gram_matrix _deprecate_normalize _pre_fit _preprocess_data ' +
          '_rescale_data make_dataset',
        'sklearn.linear_model._cd_fast': 'enet_coordinate_descent enet_coordinate_descent_gram enet_coordinate_descent_multi_task ' +
          'sparse_enet_coordinate_descent',
        'sklearn.linear_model._coordinate_descent': '_alpha_grid _path_residuals _set_order enet_path lasso_path',
        'sklearn.linear_model._huber': '_huber_loss_and_gradient',
        'sklearn.linear_model._least_angle': '_check_copy_and_writeable _lars_path_residues _lars_path_solver lars_path lars_path_gram',
        'sklearn.linear_model._linear_loss': 'sandwich_dot',
        'sklearn.linear_model._logistic': '_check_multi_class _check_solver _compute_coef_intercept _log_reg_scoring_path ' +
          '_logistic_regression_path',
        'sklearn.linear_model._omp': '_cholesky_omp _gram_omp _omp_path_residues orthogonal_mp orthogonal_mp_gram',
        'sklearn.linear_model._ransac': '_dynamic_max_trials',
        'sklearn.linear_model._ridge': '_check_gcv_mode _find_smallest_angle _get_rescaled_operator _get_valid_accept_sparse ' +
          '_ridge_regression _solve_cholesky _solve_cholesky_kernel _solve_lbfgs _solve_lsqr ' +
          '_solve_sparse_cg _solve_svd resolve_solver resolve_solver_for_numpy ridge_regression',
        'sklearn.linear_model._sag': 'get_auto_step_size sag_solver',
        'sklearn.linear_model._sag_fast': '_multinomial_grad_loss_all_samples sag32 sag64',
        'sklearn.linear_model._sgd_fast': '_plain_sgd _plain_sgd32 _plain_sgd64',
        'sklearn.linear_model._stochastic_gradient': '_get_plain_sgd_function _prepare_fit_binary fit_binary',
        'sklearn.linear_model._theil_sen': '_breakdown_point _lstsq _modified_weiszfeld_step _spatial_median',
        'sklearn.linear_model.base': '_check_precomputed_gram_matrix _deprecate_normalize _pre_fit _preprocess_data ' +
          '_rescale_data make_dataset',
        'sklearn.linear_model.coordinate_descent': '_alpha_grid _path_residuals _set_order enet_path lasso_path',
        'sklearn.linear_model.huber': '_huber_loss_and_gradient',
        'sklearn.linear_model.least_angle': '_check_copy_and_writeable _lars_path_residues _lars_path_solver lars_path lars_path_gram',
        'sklearn.linear_model.logistic': '_check_multi_class _check_solver _compute_coef_intercept _log_reg_scoring_path ' +
          '_logistic_regression_path',
        'sklearn.linear_model.omp': '_cholesky_omp _gram_omp _omp_path_residues orthogonal_mp orthogonal_mp_gram',
        'sklearn.linear_model.ransac': '_dynamic_max_trials',
        'sklearn.linear_model.ridge': '_check_gcv_mode _find_smallest_angle _get_rescaled_operator _get_valid_accept_sparse ' +
          '_ridge_regression _solve_cholesky _solve_cholesky_kernel _solve_lbfgs _solve_lsqr ' +
          '_solve_sparse_cg _solve_svd resolve_solver resolve_solver_for_numpy ridge_regression',
        'sklearn.linear_model.sgd_fast': '_plain_sgd _plain_sgd32 _plain_sgd64',
        'sklearn.linear_model.stochastic_gradient': '_get_plain_sgd_function _prepare_fit_binary fit_binary',
        'sklearn.linear_model.theil_sen': '_breakdown_point _lstsq _modified_weiszfeld_step _spatial_median',
        'sklearn.manifold._barnes_hut_tsne': 'gradient',
        'sklearn.manifold._locally_linear': '_locally_linear_embedding barycenter_kneighbors_graph barycenter_weights ' +
          'locally_linear_embedding null_space',
        'sklearn.manifold._mds': '_smacof_single smacof',
        'sklearn.manifold._spectral_embedding': '_graph_connected_component _graph_is_connected _set_diag _spectral_embedding ' +
          'spectral_embedding',
        'sklearn.manifold._t_sne': '_gradient_descent _joint_probabilities _joint_probabilities_nn _kl_divergence ' +
          '_kl_divergence_bh trustworthiness',
        'sklearn.manifold.locally_linear': '_locally_linear_embedding barycenter_kneighbors_graph barycenter_weights ' +
          'locally_linear_embedding null_space',
        'sklearn.manifold.mds': '_smacof_single smacof',
        'sklearn.manifold.spectral_embedding_': '_graph_connected_component _graph_is_connected _set_diag _spectral_embedding ' +
          'spectral_embedding',
        'sklearn.manifold.t_sne': '_gradient_descent _joint_probabilities _joint_probabilities_nn _kl_divergence ' +
          '_kl_divergence_bh trustworthiness',
        'sklearn.metrics._base': '_average_binary_score _average_multiclass_ovo_score _check_pos_label_consistency',
        'sklearn.metrics._classification': '_check_set_wise_labels _check_targets _check_zero_division _log_loss ' +
          '_one_hot_encoding_binary_target _one_hot_encoding_multiclass_target _prf_divide ' +
          '_validate_binary_probabilistic_prediction _validate_multiclass_probabilistic_prediction ' +
          '_warn_prf _weighted_sum accuracy_score balanced_accuracy_score brier_score_loss ' +
          'class_likelihood_ratios classification_report cohen_kappa_score confusion_matrix ' +
          'd2_brier_score d2_log_loss_score f1_score fbeta_score hamming_loss hinge_loss ' +
          'jaccard_score log_loss matthews_corrcoef multilabel_confusion_matrix ' +
          'precision_recall_fscore_support precision_score recall_score zero_one_loss',
        'sklearn.metrics._dist_metrics': 'get_valid_metric_ids newObj',
        'sklearn.metrics._pairwise_distances_reduction._base': '_sqeuclidean_row_norms32 _sqeuclidean_row_norms64',
        'sklearn.metrics._pairwise_distances_reduction._dispatcher': 'sqeuclidean_row_norms',
        'sklearn.metrics._pairwise_fast': '_chi2_kernel_fast _sparse_manhattan',
        'sklearn.metrics._plot.base': '_check_classifier_response_method _get_response',
        'sklearn.metrics._ranking': '_binary_clf_curve _binary_roc_auc_score _check_dcg_target_type _dcg_sample_scores ' +
          '_multiclass_roc_auc_score _ndcg_sample_scores ' +
          '_sort_inputs_and_compute_classification_thresholds _tie_averaged_dcg auc ' +
          'average_precision_score confusion_matrix_at_thresholds coverage_error dcg_score det_curve ' +
          'label_ranking_average_precision_score label_ranking_loss metric_at_thresholds ndcg_score ' +
          'precision_recall_curve roc_auc_score roc_curve top_k_accuracy_score',
        'sklearn.metrics._regression': '_assemble_fraction_of_explained_deviance _assemble_r2_explained_variance ' +
          '_check_reg_targets _check_reg_targets_with_floating_dtype _mean_tweedie_deviance ' +
          'd2_absolute_error_score d2_pinball_score d2_tweedie_score explained_variance_score ' +
          'max_error mean_absolute_error mean_absolute_percentage_error mean_gamma_deviance ' +
          'mean_pinball_loss mean_poisson_deviance mean_squared_error mean_squared_log_error ' +
          'mean_tweedie_deviance median_absolute_error r2_score root_mean_squared_error ' +
          'root_mean_squared_log_error',
        'sklearn.metrics._scorer': '_cached_call _check_multimetric_scoring _get_func_repr_or_name _get_response_method_name ' +
          '_passthrough_scorer _threshold_scores_to_class_labels check_scoring get_scorer ' +
          'get_scorer_names make_scorer negative_likelihood_ratio positive_likelihood_ratio',
        'sklearn.metrics.classification': '_check_set_wise_labels _check_targets _check_zero_division _log_loss ' +
          '_one_hot_encoding_binary_target _one_hot_encoding_multiclass_target _prf_divide ' +
          '_validate_binary_probabilistic_prediction _validate_multiclass_probabilistic_prediction ' +
          '_warn_prf _weighted_sum accuracy_score balanced_accuracy_score brier_score_loss ' +
          'class_likelihood_ratios classification_report cohen_kappa_score confusion_matrix ' +
          'd2_brier_score d2_log_loss_score f1_score fbeta_score hamming_loss hinge_loss ' +
          'jaccard_score log_loss matthews_corrcoef multilabel_confusion_matrix ' +
          'precision_recall_fscore_support precision_score recall_score zero_one_loss',
        'sklearn.metrics.cluster._bicluster': '_check_rows_and_columns _jaccard _pairwise_similarity consensus_score',
        'sklearn.metrics.cluster._expected_mutual_info_fast': 'expected_mutual_information',
        'sklearn.metrics.cluster._supervised': '_entropy _generalized_average adjusted_mutual_info_score adjusted_rand_score ' +
          'check_clusterings completeness_score contingency_matrix entropy fowlkes_mallows_score ' +
          'homogeneity_completeness_v_measure homogeneity_score mutual_info_score ' +
          'normalized_mutual_info_score pair_confusion_matrix rand_score v_measure_score',
        'sklearn.metrics.cluster._unsupervised': '_silhouette_reduce calinski_harabasz_score check_number_of_labels davies_bouldin_score ' +
          'silhouette_samples silhouette_score',
        'sklearn.metrics.pairwise': '_argmin_min_reduce _argmin_reduce _check_chunk_size _dist_wrapper _euclidean_distances ' +
          '_euclidean_distances_upcast _find_floating_dtype_allow_sparse _pairwise_callable ' +
          '_parallel_pairwise _precompute_metric_params _return_float_dtype _transposed_dist_wrapper ' +
          'additive_chi2_kernel check_paired_arrays check_pairwise_arrays chi2_kernel ' +
          'cosine_distances cosine_similarity distance_metrics euclidean_distances ' +
          'haversine_distances kernel_metrics laplacian_kernel linear_kernel manhattan_distances ' +
          'nan_euclidean_distances paired_cosine_distances paired_distances ' +
          'paired_euclidean_distances paired_manhattan_distances pairwise_distances ' +
          'pairwise_distances_argmin pairwise_distances_argmin_min pairwise_distances_chunked ' +
          'pairwise_kernels polynomial_kernel rbf_kernel sigmoid_kernel',
        'sklearn.metrics.ranking': '_binary_clf_curve _binary_roc_auc_score _check_dcg_target_type _dcg_sample_scores ' +
          '_multiclass_roc_auc_score _ndcg_sample_scores ' +
          '_sort_inputs_and_compute_classification_thresholds _tie_averaged_dcg auc ' +
          'average_precision_score confusion_matrix_at_thresholds coverage_error dcg_score det_curve ' +
          'label_ranking_average_precision_score label_ranking_loss metric_at_thresholds ndcg_score ' +
          'precision_recall_curve roc_auc_score roc_curve top_k_accuracy_score',
        'sklearn.metrics.regression': '_assemble_fraction_of_explained_deviance _assemble_r2_explained_variance ' +
          '_check_reg_targets _check_reg_targets_with_floating_dtype _mean_tweedie_deviance ' +
          'd2_absolute_error_score d2_pinball_score d2_tweedie_score explained_variance_score ' +
          'max_error mean_absolute_error mean_absolute_percentage_error mean_gamma_deviance ' +
          'mean_pinball_loss mean_poisson_deviance mean_squared_error mean_squared_log_error ' +
          'mean_tweedie_deviance median_absolute_error r2_score root_mean_squared_error ' +
          'root_mean_squared_log_error',
        'sklearn.metrics.scorer': '_cached_call _check_multimetric_scoring _get_func_repr_or_name _get_response_method_name ' +
          '_passthrough_scorer _threshold_scores_to_class_labels check_scoring get_scorer ' +
          'get_scorer_names make_scorer negative_likelihood_ratio positive_likelihood_ratio',
        'sklearn.mixture._base': '_check_shape',
        'sklearn.mixture._bayesian_mixture': '_log_dirichlet_norm _log_wishart_norm',
        'sklearn.mixture._gaussian_mixture': '_check_means _check_precision_matrix _check_precision_positivity _check_precisions ' +
          '_check_precisions_full _check_weights _compute_log_det_cholesky ' +
          '_compute_precision_cholesky _compute_precision_cholesky_from_precisions ' +
          '_estimate_gaussian_covariances_diag _estimate_gaussian_covariances_full ' +
          '_estimate_gaussian_covariances_spherical _estimate_gaussian_covariances_tied ' +
          '_estimate_gaussian_parameters _estimate_log_gaussian_prob _flipudlr',
        'sklearn.mixture.base': '_check_shape',
        'sklearn.mixture.bayesian_mixture': '_log_dirichlet_norm _log_wishart_norm',
        'sklearn.mixture.gaussian_mixture': '_check_means _check_precision_matrix _check_precision_positivity _check_precisions ' +
          '_check_precisions_full _check_weights _compute_log_det_cholesky ' +
          '_compute_precision_cholesky _compute_precision_cholesky_from_precisions ' +
          '_estimate_gaussian_covariances_diag _estimate_gaussian_covariances_full ' +
          '_estimate_gaussian_covariances_spherical _estimate_gaussian_covariances_tied ' +
          '_estimate_gaussian_parameters _estimate_log_gaussian_prob _flipudlr',
        'sklearn.model_selection._classification_threshold': '_check_is_fitted _fit_and_score_over_thresholds _mean_interpolated_score',
        'sklearn.model_selection._search': '_check_refit _estimator_has _search_estimator_has _yield_masked_array_for_each_param',
        'sklearn.model_selection._search_successive_halving': '_top_k',
        'sklearn.model_selection._split': '_build_repr _pprint _validate_shuffle_split _yields_constant_splits check_cv ' +
          'train_test_split',
        'sklearn.model_selection._validation': '_aggregate_score_dicts _check_groups_routing_disabled _check_is_permutation ' +
          '_enforce_prediction_order _fit_and_predict _fit_and_score _incremental_fit_estimator ' +
          '_insert_error_scores _normalize_score_results _permutation_test_score _score _shuffle ' +
          '_translate_train_sizes _warn_or_raise_about_fit_failures cross_val_predict cross_val_score ' +
          'cross_validate learning_curve permutation_test_score validation_curve',
        'sklearn.multiclass': '_estimators_has _fit_binary _fit_ovo_binary _partial_fit_binary _partial_fit_ovo_binary ' +
          '_predict_binary _threshold_for_binary_predict',
        'sklearn.multioutput': '_available_if_base_estimator_has _available_if_estimator_has _fit_estimator ' +
          '_partial_fit_estimator',
        'sklearn.neighbors._ball_tree': 'kernel_norm load_heap newObj nodeheap_sort simultaneous_sort',
        'sklearn.neighbors._base': '_check_precomputed _get_weights _is_sorted_by_data _kneighbors_from_graph ' +
          '_radius_neighbors_from_graph _tree_query_parallel_helper ' +
          '_tree_query_radius_parallel_helper sort_graph_by_row_values',
        'sklearn.neighbors._classification': '_adjusted_metric',
        'sklearn.neighbors._dist_metrics': 'get_valid_metric_ids newObj',
        'sklearn.neighbors._graph': '_check_params _query_include_self kneighbors_graph radius_neighbors_graph',
        'sklearn.neighbors._kd_tree': 'kernel_norm load_heap newObj nodeheap_sort simultaneous_sort',
        'sklearn.neighbors.ball_tree': 'kernel_norm load_heap newObj nodeheap_sort simultaneous_sort',
        'sklearn.neighbors.base': '_check_precomputed _get_weights _is_sorted_by_data _kneighbors_from_graph ' +
          '_radius_neighbors_from_graph _tree_query_parallel_helper ' +
          '_tree_query_radius_parallel_helper sort_graph_by_row_values',
        'sklearn.neighbors.classification': '_adjusted_metric',
        'sklearn.neighbors.dist_metrics': 'get_valid_metric_ids newObj',
        'sklearn.neighbors.kd_tree': 'kernel_norm load_heap newObj nodeheap_sort simultaneous_sort',
        'sklearn.neural_network._base': 'binary_log_loss inplace_exp inplace_identity inplace_identity_derivative inplace_logistic ' +
          'inplace_logistic_derivative inplace_relu inplace_relu_derivative inplace_softmax ' +
          'inplace_tanh inplace_tanh_derivative log_loss poisson_loss squared_loss',
        'sklearn.neural_network._multilayer_perceptron': '_pack',
        'sklearn.neural_network.multilayer_perceptron': '_pack',
        'sklearn.pipeline': '_cached_transform _final_estimator_has _fit_one _fit_transform_one ' +
          '_fit_transform_one_with_callbacks _name_estimators _transform_one make_pipeline make_union',
        'sklearn.preprocessing._csr_polynomial_expansion': '_calc_expanded_nnz _calc_total_nnz _csr_polynomial_expansion _get_sizeof_LARGEST_INT_t ' +
          'py_calc_expanded_nnz_deg2 py_calc_expanded_nnz_deg3',
        'sklearn.preprocessing._data': '_handle_zeros_in_scale _is_constant_feature add_dummy_feature binarize maxabs_scale ' +
          'minmax_scale normalize power_transform quantile_transform robust_scale scale',
        'sklearn.preprocessing._function_transformer': '_identity',
        'sklearn.preprocessing._label': '_inverse_binarize_multiclass _inverse_binarize_thresholding label_binarize',
        'sklearn.preprocessing._polynomial': '_create_expansion',
        'sklearn.preprocessing._target_encoder_fast': '_fit_encoding_fast _fit_encoding_fast_auto_smooth',
        'sklearn.preprocessing.data': '_handle_zeros_in_scale _is_constant_feature add_dummy_feature binarize maxabs_scale ' +
          'minmax_scale normalize power_transform quantile_transform robust_scale scale',
        'sklearn.preprocessing.label': '_inverse_binarize_multiclass _inverse_binarize_thresholding label_binarize',
        'sklearn.random_projection': '_check_density _check_input_size _gaussian_random_matrix _sparse_random_matrix ' +
          'johnson_lindenstrauss_min_dim',
        'sklearn.semi_supervised._self_training': '_estimator_has',
        'sklearn.svm._base': '_fit_liblinear _get_liblinear_solver_type _one_vs_one_coef',
        'sklearn.svm._bounds': 'l1_min_c',
        'sklearn.svm._classes': '_validate_dual_parameter',
        'sklearn.svm._liblinear': 'set_verbosity_wrap train_wrap',
        'sklearn.svm._libsvm': 'cross_validation decision_function fit predict predict_proba set_verbosity_wrap',
        'sklearn.svm._libsvm_sparse': 'libsvm_sparse_decision_function libsvm_sparse_predict libsvm_sparse_predict_proba ' +
          'libsvm_sparse_train set_verbosity_wrap',
        'sklearn.svm._newrand': 'bounded_rand_int_wrap set_seed_wrap',
        'sklearn.svm.base': '_fit_liblinear _get_liblinear_solver_type _one_vs_one_coef',
        'sklearn.svm.classes': '_validate_dual_parameter',
        'sklearn.tree._criterion': '_py_precompute_absolute_errors',
        'sklearn.tree._export': '_color_brew _compute_depth _rgb_to_hexstring export_graphviz export_text plot_tree',
        'sklearn.tree._partitioner': '_py_swap_array_slices',
        'sklearn.tree._reingold_tilford': 'ancestor apportion buchheim execute_shifts first_walk move_subtree second_walk third_walk',
        'sklearn.tree._tree': '_all_compatible_dtype_dicts _build_pruned_tree_ccp _build_pruned_tree_py _check_n_classes ' +
          '_check_node_ndarray _check_value_ndarray _dtype_dict_with_modified_bitness _dtype_to_dict ' +
          'ccp_pruning_path',
        'sklearn.tree.export': '_color_brew _compute_depth _rgb_to_hexstring export_graphviz export_text plot_tree',
      },
    },
    {
      why: 'a class in C of numbers and arrays, or Cython\'s function that makes it; which class is an argument that must be on the list too',
      call: 'any*',
      new: 'any*',
      build: 'any*',
      names: {
        'sklearn._cyutility': '__pyx_unpickle_Enum',
        'sklearn._isotonic': '__pyx_unpickle_Enum',
        'sklearn._loss._loss': 'CyAbsoluteError CyExponentialLoss CyHalfBinomialLoss CyHalfGammaLoss CyHalfMultinomialLoss ' +
          'CyHalfPoissonLoss CyHalfSquaredError CyHalfTweedieLoss CyHalfTweedieLossIdentity ' +
          'CyHuberLoss CyLossFunction CyPinballLoss __pyx_unpickle_CyAbsoluteError ' +
          '__pyx_unpickle_CyHalfBinomialLoss __pyx_unpickle_CyHalfGammaLoss ' +
          '__pyx_unpickle_CyHalfMultinomialLoss __pyx_unpickle_CyHalfPoissonLoss ' +
          '__pyx_unpickle_CyHalfSquaredError __pyx_unpickle_CyHalfTweedieLoss ' +
          '__pyx_unpickle_CyHalfTweedieLossIdentity __pyx_unpickle_CyLossFunction ' +
          '__pyx_unpickle_CyPinballLoss __pyx_unpickle_Enum',
        'sklearn.cluster._dbscan_inner': '__pyx_unpickle_Enum',
        'sklearn.cluster._hdbscan._tree': 'TreeUnionFind __pyx_unpickle_TreeUnionFind',
        'sklearn.cluster._hierarchical_fast': 'UnionFind WeightedEdge __pyx_unpickle_Enum __pyx_unpickle_UnionFind ' +
          '__pyx_unpickle_WeightedEdge',
        'sklearn.cluster._k_means_common': '__pyx_unpickle_Enum',
        'sklearn.cluster._k_means_elkan': '__pyx_unpickle_Enum',
        'sklearn.cluster._k_means_lloyd': '__pyx_unpickle_Enum',
        'sklearn.cluster._k_means_minibatch': '__pyx_unpickle_Enum',
        'sklearn.decomposition._cdnmf_fast': '__pyx_unpickle_Enum',
        'sklearn.decomposition._online_lda_fast': '__pyx_unpickle_Enum',
        'sklearn.ensemble._gradient_boosting': '__pyx_unpickle_Enum',
        'sklearn.ensemble._hist_gradient_boosting._binning': '__pyx_unpickle_Enum',
        'sklearn.ensemble._hist_gradient_boosting._bitset': '__pyx_unpickle_Enum',
        'sklearn.ensemble._hist_gradient_boosting._gradient_boosting': '__pyx_unpickle_Enum',
        'sklearn.ensemble._hist_gradient_boosting._predictor': '__pyx_unpickle_Enum',
        'sklearn.ensemble._hist_gradient_boosting.common': '__pyx_unpickle___Pyx_EnumMeta',
        'sklearn.ensemble._hist_gradient_boosting.histogram': 'HistogramBuilder __pyx_unpickle_Enum __pyx_unpickle_HistogramBuilder',
        'sklearn.ensemble._hist_gradient_boosting.splitting': 'Splitter __pyx_unpickle_Enum __pyx_unpickle_Splitter',
        'sklearn.ensemble._hist_gradient_boosting.utils': '__pyx_unpickle_Enum',
        'sklearn.linear_model._cd_fast': '__pyx_unpickle_Enum',
        'sklearn.linear_model._sag_fast': 'MultinomialLogLoss32 MultinomialLogLoss64',
        'sklearn.linear_model._sgd_fast': 'Classification EpsilonInsensitive Hinge Huber Log LossFunction ModifiedHuber Regression ' +
          'SquaredEpsilonInsensitive SquaredHinge SquaredLoss __pyx_unpickle_Classification ' +
          '__pyx_unpickle_Enum __pyx_unpickle_LossFunction __pyx_unpickle_Regression',
        'sklearn.linear_model.sgd_fast': 'Classification EpsilonInsensitive Hinge Huber Log LossFunction ModifiedHuber Regression ' +
          'SquaredEpsilonInsensitive SquaredHinge SquaredLoss __pyx_unpickle_Classification ' +
          '__pyx_unpickle_Enum __pyx_unpickle_LossFunction __pyx_unpickle_Regression',
        'sklearn.manifold._barnes_hut_tsne': '__pyx_unpickle_Enum',
        'sklearn.metrics._dist_metrics': 'BrayCurtisDistance BrayCurtisDistance32 BrayCurtisDistance64 CanberraDistance ' +
          'CanberraDistance32 CanberraDistance64 ChebyshevDistance ChebyshevDistance32 ' +
          'ChebyshevDistance64 DiceDistance DiceDistance32 DiceDistance64 DistanceMetric ' +
          'DistanceMetric32 DistanceMetric64 EuclideanDistance EuclideanDistance32 ' +
          'EuclideanDistance64 HammingDistance HammingDistance32 HammingDistance64 HaversineDistance ' +
          'HaversineDistance32 HaversineDistance64 JaccardDistance JaccardDistance32 ' +
          'JaccardDistance64 KulsinskiDistance KulsinskiDistance32 KulsinskiDistance64 ' +
          'MahalanobisDistance MahalanobisDistance32 MahalanobisDistance64 ManhattanDistance ' +
          'ManhattanDistance32 ManhattanDistance64 MatchingDistance MatchingDistance32 ' +
          'MatchingDistance64 MinkowskiDistance MinkowskiDistance32 MinkowskiDistance64 ' +
          'PyFuncDistance PyFuncDistance32 PyFuncDistance64 RogersTanimotoDistance ' +
          'RogersTanimotoDistance32 RogersTanimotoDistance64 RussellRaoDistance RussellRaoDistance32 ' +
          'RussellRaoDistance64 SEuclideanDistance SEuclideanDistance32 SEuclideanDistance64 ' +
          'SokalMichenerDistance SokalMichenerDistance32 SokalMichenerDistance64 SokalSneathDistance ' +
          'SokalSneathDistance32 SokalSneathDistance64 WMinkowskiDistance WMinkowskiDistance32 ' +
          '__pyx_unpickle_DistanceMetric __pyx_unpickle_Enum newObj',
        'sklearn.metrics._pairwise_distances_reduction._argkmin': 'ArgKmin32 ArgKmin64 EuclideanArgKmin32 EuclideanArgKmin64 __pyx_unpickle_Enum',
        'sklearn.metrics._pairwise_distances_reduction._argkmin_classmode': 'ArgKminClassMode32 ArgKminClassMode64',
        'sklearn.metrics._pairwise_distances_reduction._base': 'BaseDistancesReduction32 BaseDistancesReduction64 __pyx_unpickle_BaseDistancesReduction32 ' +
          '__pyx_unpickle_BaseDistancesReduction64 __pyx_unpickle_Enum',
        'sklearn.metrics._pairwise_distances_reduction._middle_term_computer': 'DenseDenseMiddleTermComputer32 DenseDenseMiddleTermComputer64 MiddleTermComputer32 ' +
          'MiddleTermComputer64 SparseDenseMiddleTermComputer32 SparseDenseMiddleTermComputer64 ' +
          'SparseSparseMiddleTermComputer32 SparseSparseMiddleTermComputer64 ' +
          '__pyx_unpickle_DenseDenseMiddleTermComputer32 ' +
          '__pyx_unpickle_DenseDenseMiddleTermComputer64 __pyx_unpickle_Enum ' +
          '__pyx_unpickle_MiddleTermComputer32 __pyx_unpickle_MiddleTermComputer64 ' +
          '__pyx_unpickle_SparseDenseMiddleTermComputer32 ' +
          '__pyx_unpickle_SparseDenseMiddleTermComputer64 ' +
          '__pyx_unpickle_SparseSparseMiddleTermComputer32 ' +
          '__pyx_unpickle_SparseSparseMiddleTermComputer64',
        'sklearn.metrics._pairwise_distances_reduction._radius_neighbors': 'EuclideanRadiusNeighbors32 EuclideanRadiusNeighbors64 RadiusNeighbors32 RadiusNeighbors64 ' +
          '__pyx_unpickle_Enum',
        'sklearn.metrics._pairwise_distances_reduction._radius_neighbors_classmode': 'RadiusNeighborsClassMode32 RadiusNeighborsClassMode64',
        'sklearn.metrics._pairwise_fast': '__pyx_unpickle_Enum',
        'sklearn.neighbors._ball_tree': 'BallTree BallTree32 BallTree64 BinaryTree BinaryTree32 BinaryTree64 NeighborsHeap ' +
          'NeighborsHeap32 NeighborsHeap64 NodeHeap __pyx_unpickle_Enum newObj',
        'sklearn.neighbors._dist_metrics': 'BrayCurtisDistance BrayCurtisDistance32 BrayCurtisDistance64 CanberraDistance ' +
          'CanberraDistance32 CanberraDistance64 ChebyshevDistance ChebyshevDistance32 ' +
          'ChebyshevDistance64 DiceDistance DiceDistance32 DiceDistance64 DistanceMetric ' +
          'DistanceMetric32 DistanceMetric64 EuclideanDistance EuclideanDistance32 ' +
          'EuclideanDistance64 HammingDistance HammingDistance32 HammingDistance64 HaversineDistance ' +
          'HaversineDistance32 HaversineDistance64 JaccardDistance JaccardDistance32 ' +
          'JaccardDistance64 KulsinskiDistance KulsinskiDistance32 KulsinskiDistance64 ' +
          'MahalanobisDistance MahalanobisDistance32 MahalanobisDistance64 ManhattanDistance ' +
          'ManhattanDistance32 ManhattanDistance64 MatchingDistance MatchingDistance32 ' +
          'MatchingDistance64 MinkowskiDistance MinkowskiDistance32 MinkowskiDistance64 ' +
          'PyFuncDistance PyFuncDistance32 PyFuncDistance64 RogersTanimotoDistance ' +
          'RogersTanimotoDistance32 RogersTanimotoDistance64 RussellRaoDistance RussellRaoDistance32 ' +
          'RussellRaoDistance64 SEuclideanDistance SEuclideanDistance32 SEuclideanDistance64 ' +
          'SokalMichenerDistance SokalMichenerDistance32 SokalMichenerDistance64 SokalSneathDistance ' +
          'SokalSneathDistance32 SokalSneathDistance64 WMinkowskiDistance WMinkowskiDistance32 ' +
          '__pyx_unpickle_DistanceMetric __pyx_unpickle_Enum newObj',
        'sklearn.neighbors._kd_tree': 'BinaryTree BinaryTree32 BinaryTree64 KDTree KDTree32 KDTree64 NeighborsHeap ' +
          'NeighborsHeap32 NeighborsHeap64 NodeHeap __pyx_unpickle_Enum newObj',
        'sklearn.neighbors._quad_tree': '_QuadTree __pyx_unpickle_Enum',
        'sklearn.neighbors.ball_tree': 'BallTree BallTree32 BallTree64 BinaryTree BinaryTree32 BinaryTree64 NeighborsHeap ' +
          'NeighborsHeap32 NeighborsHeap64 NodeHeap __pyx_unpickle_Enum newObj',
        'sklearn.neighbors.dist_metrics': 'BrayCurtisDistance BrayCurtisDistance32 BrayCurtisDistance64 CanberraDistance ' +
          'CanberraDistance32 CanberraDistance64 ChebyshevDistance ChebyshevDistance32 ' +
          'ChebyshevDistance64 DiceDistance DiceDistance32 DiceDistance64 DistanceMetric ' +
          'DistanceMetric32 DistanceMetric64 EuclideanDistance EuclideanDistance32 ' +
          'EuclideanDistance64 HammingDistance HammingDistance32 HammingDistance64 HaversineDistance ' +
          'HaversineDistance32 HaversineDistance64 JaccardDistance JaccardDistance32 ' +
          'JaccardDistance64 KulsinskiDistance KulsinskiDistance32 KulsinskiDistance64 ' +
          'MahalanobisDistance MahalanobisDistance32 MahalanobisDistance64 ManhattanDistance ' +
          'ManhattanDistance32 ManhattanDistance64 MatchingDistance MatchingDistance32 ' +
          'MatchingDistance64 MinkowskiDistance MinkowskiDistance32 MinkowskiDistance64 ' +
          'PyFuncDistance PyFuncDistance32 PyFuncDistance64 RogersTanimotoDistance ' +
          'RogersTanimotoDistance32 RogersTanimotoDistance64 RussellRaoDistance RussellRaoDistance32 ' +
          'RussellRaoDistance64 SEuclideanDistance SEuclideanDistance32 SEuclideanDistance64 ' +
          'SokalMichenerDistance SokalMichenerDistance32 SokalMichenerDistance64 SokalSneathDistance ' +
          'SokalSneathDistance32 SokalSneathDistance64 WMinkowskiDistance WMinkowskiDistance32 ' +
          '__pyx_unpickle_DistanceMetric __pyx_unpickle_Enum newObj',
        'sklearn.neighbors.kd_tree': 'BinaryTree BinaryTree32 BinaryTree64 KDTree KDTree32 KDTree64 NeighborsHeap ' +
          'NeighborsHeap32 NeighborsHeap64 NodeHeap __pyx_unpickle_Enum newObj',
        'sklearn.preprocessing._csr_polynomial_expansion': '__pyx_unpickle_Enum',
        'sklearn.tree._criterion': 'ClassificationCriterion Criterion Entropy FriedmanMSE Gini MAE MSE Poisson ' +
          'RegressionCriterion __pyx_unpickle_Criterion __pyx_unpickle_Enum',
        'sklearn.tree._partitioner': 'DensePartitioner SparsePartitioner __pyx_unpickle_DensePartitioner ' +
          '__pyx_unpickle_SparsePartitioner',
        'sklearn.tree._splitter': 'BaseDenseSplitter BaseSparseSplitter BestSparseSplitter BestSplitter RandomSparseSplitter ' +
          'RandomSplitter Splitter __pyx_unpickle_Enum',
        'sklearn.tree._tree': 'BestFirstTreeBuilder DepthFirstTreeBuilder Tree TreeBuilder _AlphaPruner ' +
          '_CCPPruneController _PathFinder __pyx_unpickle_Enum __pyx_unpickle_TreeBuilder ' +
          '__pyx_unpickle__CCPPruneController',
        'sklearn.tree._utils': 'PytestWeightedFenwickTree WeightedFenwickTree WeightedMedianCalculator WeightedPQueue ' +
          '__pyx_unpickle_Enum',
        'sklearn.utils._cython_blas': '__pyx_unpickle_Enum __pyx_unpickle___Pyx_EnumMeta',
        'sklearn.utils._fast_dict': 'IntFloatDict __pyx_unpickle_Enum __pyx_unpickle_IntFloatDict',
        'sklearn.utils._isfinite': '__pyx_unpickle_Enum __pyx_unpickle___Pyx_EnumMeta',
        'sklearn.utils._logistic_sigmoid': '__pyx_unpickle_Enum',
        'sklearn.utils._readonly_array_wrapper': 'ReadonlyArrayWrapper __pyx_unpickle_Enum __pyx_unpickle_ReadonlyArrayWrapper',
        'sklearn.utils._seq_dataset': 'ArrayDataset32 ArrayDataset64 CSRDataset32 CSRDataset64 SequentialDataset32 ' +
          'SequentialDataset64',
        'sklearn.utils._vector_sentinel': 'StdVectorSentinel StdVectorSentinelFloat64 StdVectorSentinelInt32 StdVectorSentinelInt64 ' +
          'StdVectorSentinelIntP __pyx_unpickle_StdVectorSentinel ' +
          '__pyx_unpickle_StdVectorSentinelFloat64 __pyx_unpickle_StdVectorSentinelInt32 ' +
          '__pyx_unpickle_StdVectorSentinelInt64 __pyx_unpickle_StdVectorSentinelIntP',
        'sklearn.utils._weight_vector': 'WeightVector32 WeightVector64 __pyx_unpickle_Enum',
        'sklearn.utils.arrayfuncs': '__pyx_unpickle_Enum',
        'sklearn.utils.murmurhash': '__pyx_unpickle_Enum',
        'sklearn.utils.sparsefuncs_fast': '__pyx_unpickle_Enum',
      },
    },
    {
      why: 'made by object.__new__ and given a dict of attributes: everything that loading could run on it is Python\'s own, or was read (observe.py)',
      new: '',
      build: 'attributes',
      names: {
        'sklearn._loss.glm_distribution': 'ExponentialDispersionModel GammaDistribution InverseGaussianDistribution ' +
          'NormalDistribution PoissonDistribution TweedieDistribution',
        'sklearn._loss.link': 'BaseLink HalfLogitLink IdentityLink Interval LogLink LogitLink MultinomialLogit',
        'sklearn._loss.loss': 'AbsoluteError ArrayAPILossMixin BaseLoss ExponentialLoss HalfBinomialLoss ' +
          'HalfBinomialLossArrayAPI HalfGammaLoss HalfMultinomialLoss HalfMultinomialLossArrayAPI ' +
          'HalfPoissonLoss HalfPoissonLossArrayAPI HalfSquaredError HalfTweedieLoss ' +
          'HalfTweedieLossIdentity HuberLoss PinballLoss',
        'sklearn.base': 'BaseEstimator BiclusterMixin ClassNamePrefixFeaturesOutMixin ClassifierMixin ClusterMixin ' +
          'DensityMixin MetaEstimatorMixin MultiOutputMixin OneToOneFeatureMixin OutlierMixin ' +
          'RegressorMixin TransformerMixin _UnstableArchMixin',
        'sklearn.calibration': 'CalibratedClassifierCV CalibrationDisplay _CalibratedClassifier _SigmoidCalibration ' +
          '_TemperatureScaling',
        'sklearn.callback._callback_context': 'CallbackContext',
        'sklearn.callback._callback_support': 'CallbackSupportMixin',
        'sklearn.callback._progressbar': 'ProgressBar RichProgressMonitor RichTask _Progress _StyledColumnMixin ' +
          '_StyledPercentageColumn _StyledTimeRemainingColumn',
        'sklearn.callback._scoring_monitor': 'ScoringMonitorLog',
        'sklearn.cluster._affinity_propagation': 'AffinityPropagation',
        'sklearn.cluster._agglomerative': 'AgglomerativeClustering FeatureAgglomeration',
        'sklearn.cluster._bicluster': 'BaseSpectral SpectralBiclustering SpectralCoclustering',
        'sklearn.cluster._birch': 'Birch _CFNode _CFSubcluster',
        'sklearn.cluster._bisect_k_means': 'BisectingKMeans _BisectingTree',
        'sklearn.cluster._dbscan': 'DBSCAN',
        'sklearn.cluster._feature_agglomeration': 'AgglomerationTransform',
        'sklearn.cluster._hdbscan.hdbscan': 'HDBSCAN',
        'sklearn.cluster._kmeans': 'KMeans MiniBatchKMeans _BaseKMeans',
        'sklearn.cluster._mean_shift': 'MeanShift',
        'sklearn.cluster._optics': 'OPTICS',
        'sklearn.cluster._spectral': 'SpectralClustering',
        'sklearn.cluster.affinity_propagation_': 'AffinityPropagation',
        'sklearn.cluster.bicluster': 'BaseSpectral SpectralBiclustering SpectralCoclustering',
        'sklearn.cluster.birch': 'Birch _CFNode _CFSubcluster',
        'sklearn.cluster.dbscan_': 'DBSCAN',
        'sklearn.cluster.hierarchical': 'AgglomerativeClustering FeatureAgglomeration',
        'sklearn.cluster.k_means_': 'KMeans MiniBatchKMeans _BaseKMeans',
        'sklearn.cluster.mean_shift_': 'MeanShift',
        'sklearn.cluster.optics_': 'OPTICS',
        'sklearn.cluster.spectral': 'SpectralClustering',
        'sklearn.compose._column_transformer': 'ColumnTransformer make_column_selector',
        'sklearn.compose._target': 'TransformedTargetRegressor',
        'sklearn.covariance._elliptic_envelope': 'EllipticEnvelope',
        'sklearn.covariance._empirical_covariance': 'EmpiricalCovariance',
        'sklearn.covariance._graph_lasso': 'BaseGraphicalLasso GraphicalLasso GraphicalLassoCV',
        'sklearn.covariance._robust_covariance': 'MinCovDet',
        'sklearn.covariance._shrunk_covariance': 'LedoitWolf OAS ShrunkCovariance',
        'sklearn.covariance.elliptic_envelope': 'EllipticEnvelope',
        'sklearn.covariance.empirical_covariance_': 'EmpiricalCovariance',
        'sklearn.covariance.graph_lasso_': 'BaseGraphicalLasso GraphicalLasso GraphicalLassoCV',
        'sklearn.covariance.robust_covariance': 'MinCovDet',
        'sklearn.covariance.shrunk_covariance_': 'LedoitWolf OAS ShrunkCovariance',
        'sklearn.cross_decomposition._pls': 'CCA PLSCanonical PLSRegression PLSSVD _PLS',
        'sklearn.cross_decomposition.cca_': 'CCA PLSCanonical PLSRegression PLSSVD _PLS',
        'sklearn.cross_decomposition.pls_': 'CCA PLSCanonical PLSRegression PLSSVD _PLS',
        'sklearn.cross_validation': 'KFold StratifiedKFold',
        'sklearn.decomposition._base': '_BasePCA',
        'sklearn.decomposition._dict_learning': 'DictionaryLearning MiniBatchDictionaryLearning SparseCoder _BaseSparseCoding',
        'sklearn.decomposition._factor_analysis': 'FactorAnalysis',
        'sklearn.decomposition._fastica': 'FastICA',
        'sklearn.decomposition._incremental_pca': 'IncrementalPCA',
        'sklearn.decomposition._kernel_pca': 'KernelPCA',
        'sklearn.decomposition._lda': 'LatentDirichletAllocation',
        'sklearn.decomposition._nmf': 'MiniBatchNMF NMF _BaseNMF',
        'sklearn.decomposition._pca': 'PCA',
        'sklearn.decomposition._sparse_pca': 'MiniBatchSparsePCA SparsePCA _BaseSparsePCA',
        'sklearn.decomposition._truncated_svd': 'TruncatedSVD',
        'sklearn.decomposition.base': '_BasePCA',
        'sklearn.decomposition.dict_learning': 'DictionaryLearning MiniBatchDictionaryLearning SparseCoder _BaseSparseCoding',
        'sklearn.decomposition.factor_analysis': 'FactorAnalysis',
        'sklearn.decomposition.fastica_': 'FastICA',
        'sklearn.decomposition.incremental_pca': 'IncrementalPCA',
        'sklearn.decomposition.kernel_pca': 'KernelPCA',
        'sklearn.decomposition.nmf': 'MiniBatchNMF NMF _BaseNMF',
        'sklearn.decomposition.online_lda': 'LatentDirichletAllocation',
        'sklearn.decomposition.pca': 'PCA',
        'sklearn.decomposition.sparse_pca': 'MiniBatchSparsePCA SparsePCA _BaseSparsePCA',
        'sklearn.decomposition.truncated_svd': 'TruncatedSVD',
        'sklearn.discriminant_analysis': 'DiscriminantAnalysisPredictionMixin LinearDiscriminantAnalysis ' +
          'QuadraticDiscriminantAnalysis',
        'sklearn.dummy': 'DummyClassifier DummyRegressor',
        'sklearn.ensemble._bagging': 'BaggingClassifier BaggingRegressor BaseBagging',
        'sklearn.ensemble._base': 'BaseEnsemble _BaseHeterogeneousEnsemble',
        'sklearn.ensemble._forest': 'BaseForest ExtraTreesClassifier ExtraTreesRegressor ForestClassifier ForestRegressor ' +
          'RandomForestClassifier RandomForestRegressor RandomTreesEmbedding',
        'sklearn.ensemble._gb': 'BaseGradientBoosting GradientBoostingClassifier GradientBoostingRegressor VerboseReporter',
        'sklearn.ensemble._gb_losses': 'BinomialDeviance ClassificationLossFunction ExponentialLoss HuberLossFunction ' +
          'LeastAbsoluteError LeastSquaresError LossFunction MultinomialDeviance QuantileLossFunction ' +
          'RegressionLossFunction',
        'sklearn.ensemble._hist_gradient_boosting.binning': '_BinMapper',
        'sklearn.ensemble._hist_gradient_boosting.gradient_boosting': 'BaseHistGradientBoosting HistGradientBoostingClassifier HistGradientBoostingRegressor',
        'sklearn.ensemble._hist_gradient_boosting.grower': 'TreeGrower TreeNode',
        'sklearn.ensemble._hist_gradient_boosting.loss': 'BinaryCrossEntropy CategoricalCrossentropy LeastAbsoluteDeviation LeastSquares Poisson',
        'sklearn.ensemble._hist_gradient_boosting.predictor': 'TreePredictor',
        'sklearn.ensemble._hist_gradient_boosting.splitting': 'SplitInfo',
        'sklearn.ensemble._iforest': 'IsolationForest',
        'sklearn.ensemble._stacking': 'StackingClassifier StackingRegressor _BaseStacking',
        'sklearn.ensemble._voting': 'VotingClassifier VotingRegressor _BaseVoting',
        'sklearn.ensemble._weight_boosting': 'AdaBoostClassifier AdaBoostRegressor BaseWeightBoosting',
        'sklearn.ensemble.bagging': 'BaggingClassifier BaggingRegressor BaseBagging',
        'sklearn.ensemble.base': 'BaseEnsemble _BaseHeterogeneousEnsemble',
        'sklearn.ensemble.forest': 'BaseForest ExtraTreesClassifier ExtraTreesRegressor ForestClassifier ForestRegressor ' +
          'RandomForestClassifier RandomForestRegressor RandomTreesEmbedding',
        'sklearn.ensemble.gradient_boosting': 'BaseGradientBoosting BinomialDeviance ExponentialLoss GradientBoostingClassifier ' +
          'GradientBoostingRegressor HuberLossFunction LeastAbsoluteError LeastSquaresError ' +
          'LogOddsEstimator MeanEstimator MultinomialDeviance PriorProbabilityEstimator ' +
          'QuantileEstimator QuantileLossFunction ScaledLogOddsEstimator VerboseReporter ' +
          'ZeroEstimator',
        'sklearn.ensemble.iforest': 'IsolationForest',
        'sklearn.ensemble.voting': 'VotingClassifier VotingRegressor _BaseVoting',
        'sklearn.ensemble.voting_classifier': 'VotingClassifier VotingRegressor _BaseVoting',
        'sklearn.ensemble.weight_boosting': 'AdaBoostClassifier AdaBoostRegressor BaseWeightBoosting',
        'sklearn.feature_extraction._dict_vectorizer': 'DictVectorizer',
        'sklearn.feature_extraction._hash': 'FeatureHasher',
        'sklearn.feature_extraction.dict_vectorizer': 'DictVectorizer',
        'sklearn.feature_extraction.hashing': 'FeatureHasher',
        'sklearn.feature_extraction.image': 'PatchExtractor',
        'sklearn.feature_extraction.text': 'CountVectorizer HashingVectorizer TfidfTransformer TfidfVectorizer _VectorizerMixin',
        'sklearn.feature_selection._base': 'SelectorMixin',
        'sklearn.feature_selection._from_model': 'SelectFromModel',
        'sklearn.feature_selection._rfe': 'RFE RFECV',
        'sklearn.feature_selection._sequential': 'SequentialFeatureSelector',
        'sklearn.feature_selection._univariate_selection': 'GenericUnivariateSelect SelectFdr SelectFpr SelectFwe SelectKBest SelectPercentile ' +
          '_BaseFilter',
        'sklearn.feature_selection._variance_threshold': 'VarianceThreshold',
        'sklearn.feature_selection.base': 'SelectorMixin',
        'sklearn.feature_selection.from_model': 'SelectFromModel',
        'sklearn.feature_selection.rfe': 'RFE RFECV',
        'sklearn.feature_selection.univariate_selection': 'GenericUnivariateSelect SelectFdr SelectFpr SelectFwe SelectKBest SelectPercentile ' +
          '_BaseFilter',
        'sklearn.feature_selection.variance_threshold': 'VarianceThreshold',
        'sklearn.gaussian_process._gpc': 'GaussianProcessClassifier _BinaryGaussianProcessClassifierLaplace',
        'sklearn.gaussian_process._gpr': 'GaussianProcessRegressor',
        'sklearn.gaussian_process.gaussian_process': 'GaussianProcess',
        'sklearn.gaussian_process.gpc': 'GaussianProcessClassifier _BinaryGaussianProcessClassifierLaplace',
        'sklearn.gaussian_process.gpr': 'GaussianProcessRegressor',
        'sklearn.gaussian_process.kernels': 'CompoundKernel ConstantKernel DotProduct ExpSineSquared Exponentiation GenericKernelMixin ' +
          'Kernel KernelOperator Matern NormalizedKernelMixin PairwiseKernel Product RBF ' +
          'RationalQuadratic StationaryKernelMixin Sum WhiteKernel',
        'sklearn.grid_search': 'GridSearchCV RandomizedSearchCV _CVScoreTuple',
        'sklearn.impute': 'MissingIndicator SimpleImputer _BaseImputer',
        'sklearn.impute._base': 'MissingIndicator SimpleImputer _BaseImputer',
        'sklearn.impute._iterative': 'IterativeImputer',
        'sklearn.impute._knn': 'KNNImputer',
        'sklearn.inspection._plot.decision_boundary': 'DecisionBoundaryDisplay',
        'sklearn.inspection._plot.partial_dependence': 'PartialDependenceDisplay',
        'sklearn.kernel_approximation': 'AdditiveChi2Sampler Nystroem PolynomialCountSketch RBFSampler SkewedChi2Sampler',
        'sklearn.kernel_ridge': 'KernelRidge',
        'sklearn.lda': 'LDA',
        'sklearn.linear_model._base': 'LinearClassifierMixin LinearModel LinearRegression MultiOutputLinearModel SparseCoefMixin',
        'sklearn.linear_model._bayes': 'ARDRegression BayesianRidge',
        'sklearn.linear_model._coordinate_descent': 'ElasticNet ElasticNetCV Lasso LassoCV LinearModelCV MultiTaskElasticNet ' +
          'MultiTaskElasticNetCV MultiTaskLasso MultiTaskLassoCV',
        'sklearn.linear_model._glm._newton_solver': 'NewtonCholeskySolver NewtonSolver',
        'sklearn.linear_model._glm.glm': 'GammaRegressor PoissonRegressor TweedieRegressor _GeneralizedLinearRegressor',
        'sklearn.linear_model._huber': 'HuberRegressor',
        'sklearn.linear_model._least_angle': 'Lars LarsCV LassoLars LassoLarsCV LassoLarsIC',
        'sklearn.linear_model._linear_loss': 'LinearModelLoss',
        'sklearn.linear_model._logistic': 'LogisticRegression LogisticRegressionCV _LbfgsCallbackBridge',
        'sklearn.linear_model._omp': 'OrthogonalMatchingPursuit OrthogonalMatchingPursuitCV',
        'sklearn.linear_model._passive_aggressive': 'PassiveAggressiveClassifier PassiveAggressiveRegressor',
        'sklearn.linear_model._perceptron': 'Perceptron',
        'sklearn.linear_model._quantile': 'QuantileRegressor',
        'sklearn.linear_model._ransac': 'RANSACRegressor',
        'sklearn.linear_model._ridge': 'Ridge RidgeCV RidgeClassifier RidgeClassifierCV _BaseRidge _BaseRidgeCV ' +
          '_IdentityClassifier _IdentityRegressor _RidgeClassifierMixin _RidgeGCV',
        'sklearn.linear_model._stochastic_gradient': 'BaseSGD BaseSGDClassifier BaseSGDRegressor SGDClassifier SGDOneClassSVM SGDRegressor ' +
          '_ValidationScoreCallback',
        'sklearn.linear_model._theil_sen': 'TheilSenRegressor',
        'sklearn.linear_model.base': 'LinearClassifierMixin LinearModel LinearRegression MultiOutputLinearModel SparseCoefMixin',
        'sklearn.linear_model.bayes': 'ARDRegression BayesianRidge',
        'sklearn.linear_model.coordinate_descent': 'ElasticNet ElasticNetCV Lasso LassoCV LinearModelCV MultiTaskElasticNet ' +
          'MultiTaskElasticNetCV MultiTaskLasso MultiTaskLassoCV',
        'sklearn.linear_model.huber': 'HuberRegressor',
        'sklearn.linear_model.least_angle': 'Lars LarsCV LassoLars LassoLarsCV LassoLarsIC',
        'sklearn.linear_model.logistic': 'LogisticRegression LogisticRegressionCV _LbfgsCallbackBridge',
        'sklearn.linear_model.omp': 'OrthogonalMatchingPursuit OrthogonalMatchingPursuitCV',
        'sklearn.linear_model.passive_aggressive': 'PassiveAggressiveClassifier PassiveAggressiveRegressor',
        'sklearn.linear_model.perceptron': 'Perceptron',
        'sklearn.linear_model.randomized_l1': 'RandomizedLasso RandomizedLogisticRegression',
        'sklearn.linear_model.ransac': 'RANSACRegressor',
        'sklearn.linear_model.ridge': 'Ridge RidgeCV RidgeClassifier RidgeClassifierCV _BaseRidge _BaseRidgeCV ' +
          '_IdentityClassifier _IdentityRegressor _RidgeClassifierMixin _RidgeGCV',
        'sklearn.linear_model.stochastic_gradient': 'BaseSGD BaseSGDClassifier BaseSGDRegressor SGDClassifier SGDOneClassSVM SGDRegressor ' +
          '_ValidationScoreCallback',
        'sklearn.linear_model.theil_sen': 'TheilSenRegressor',
        'sklearn.manifold._classical_mds': 'ClassicalMDS',
        'sklearn.manifold._isomap': 'Isomap',
        'sklearn.manifold._locally_linear': 'LocallyLinearEmbedding',
        'sklearn.manifold._mds': 'MDS',
        'sklearn.manifold._spectral_embedding': 'SpectralEmbedding',
        'sklearn.manifold._t_sne': 'TSNE',
        'sklearn.manifold.isomap': 'Isomap',
        'sklearn.manifold.locally_linear': 'LocallyLinearEmbedding',
        'sklearn.manifold.mds': 'MDS',
        'sklearn.manifold.spectral_embedding_': 'SpectralEmbedding',
        'sklearn.manifold.t_sne': 'TSNE',
        'sklearn.metrics._pairwise_distances_reduction._dispatcher': 'ArgKmin ArgKminClassMode BaseDistancesReductionDispatcher RadiusNeighbors ' +
          'RadiusNeighborsClassMode',
        'sklearn.metrics._plot.confusion_matrix': 'ConfusionMatrixDisplay',
        'sklearn.metrics._plot.det_curve': 'DetCurveDisplay',
        'sklearn.metrics._plot.precision_recall_curve': 'PrecisionRecallDisplay',
        'sklearn.metrics._plot.regression': 'PredictionErrorDisplay',
        'sklearn.metrics._plot.roc_curve': 'RocCurveDisplay',
        'sklearn.metrics._scorer': '_BaseScorer _CurveScorer _MultimetricScorer _PassthroughScorer _PredictScorer _ProbaScorer ' +
          '_Scorer _ThresholdScorer',
        'sklearn.metrics.scorer': '_BaseScorer _CurveScorer _MultimetricScorer _PassthroughScorer _PredictScorer _ProbaScorer ' +
          '_Scorer _ThresholdScorer',
        'sklearn.mixture._base': 'BaseMixture',
        'sklearn.mixture._bayesian_mixture': 'BayesianGaussianMixture',
        'sklearn.mixture._gaussian_mixture': 'GaussianMixture',
        'sklearn.mixture.base': 'BaseMixture',
        'sklearn.mixture.bayesian_mixture': 'BayesianGaussianMixture',
        'sklearn.mixture.gaussian_mixture': 'GaussianMixture',
        'sklearn.mixture.gmm': 'GMM',
        'sklearn.model_selection._classification_threshold': 'BaseThresholdClassifier FixedThresholdClassifier TunedThresholdClassifierCV',
        'sklearn.model_selection._plot': 'LearningCurveDisplay ValidationCurveDisplay _BaseCurveDisplay',
        'sklearn.model_selection._search': 'BaseSearchCV GridSearchCV ParameterGrid ParameterSampler RandomizedSearchCV',
        'sklearn.model_selection._search_successive_halving': 'BaseSuccessiveHalving HalvingGridSearchCV HalvingRandomSearchCV _SubsampleMetaSplitter',
        'sklearn.model_selection._split': 'BaseCrossValidator BaseShuffleSplit GroupKFold GroupShuffleSplit GroupsConsumerMixin KFold ' +
          'LeaveOneGroupOut LeaveOneOut LeavePGroupsOut LeavePOut PredefinedSplit RepeatedKFold ' +
          'RepeatedStratifiedKFold ShuffleSplit StratifiedGroupKFold StratifiedKFold ' +
          'StratifiedShuffleSplit TimeSeriesSplit _BaseKFold _CVIterableWrapper _RepeatedSplits ' +
          '_UnsupportedGroupCVMixin',
        'sklearn.multiclass': 'OneVsOneClassifier OneVsRestClassifier OutputCodeClassifier _ConstantPredictor',
        'sklearn.multioutput': 'ClassifierChain MultiOutputClassifier MultiOutputRegressor RegressorChain _BaseChain ' +
          '_MultiOutputEstimator',
        'sklearn.naive_bayes': 'BernoulliNB CategoricalNB ComplementNB GaussianNB MultinomialNB _BaseDiscreteNB _BaseNB',
        'sklearn.neighbors._base': 'KNeighborsMixin NeighborsBase RadiusNeighborsMixin',
        'sklearn.neighbors._classification': 'KNeighborsClassifier RadiusNeighborsClassifier',
        'sklearn.neighbors._graph': 'KNeighborsTransformer RadiusNeighborsTransformer',
        'sklearn.neighbors._kde': 'KernelDensity',
        'sklearn.neighbors._lof': 'LocalOutlierFactor',
        'sklearn.neighbors._nca': 'NeighborhoodComponentsAnalysis',
        'sklearn.neighbors._nearest_centroid': 'NearestCentroid',
        'sklearn.neighbors._regression': 'KNeighborsRegressor RadiusNeighborsRegressor',
        'sklearn.neighbors._unsupervised': 'NearestNeighbors',
        'sklearn.neighbors.base': 'KNeighborsMixin NeighborsBase RadiusNeighborsMixin',
        'sklearn.neighbors.classification': 'KNeighborsClassifier RadiusNeighborsClassifier',
        'sklearn.neighbors.kde': 'KernelDensity',
        'sklearn.neighbors.lof': 'LocalOutlierFactor',
        'sklearn.neighbors.nca': 'NeighborhoodComponentsAnalysis',
        'sklearn.neighbors.nearest_centroid': 'NearestCentroid',
        'sklearn.neighbors.regression': 'KNeighborsRegressor RadiusNeighborsRegressor',
        'sklearn.neighbors.unsupervised': 'NearestNeighbors',
        'sklearn.neural_network._multilayer_perceptron': 'BaseMultilayerPerceptron MLPClassifier MLPRegressor',
        'sklearn.neural_network._rbm': 'BernoulliRBM',
        'sklearn.neural_network._stochastic_optimizers': 'AdamOptimizer BaseOptimizer SGDOptimizer',
        'sklearn.neural_network.multilayer_perceptron': 'BaseMultilayerPerceptron MLPClassifier MLPRegressor',
        'sklearn.neural_network.rbm': 'BernoulliRBM',
        'sklearn.pipeline': 'FeatureUnion Pipeline',
        'sklearn.preprocessing._data': 'Binarizer KernelCenterer MaxAbsScaler MinMaxScaler Normalizer PowerTransformer ' +
          'QuantileTransformer RobustScaler StandardScaler',
        'sklearn.preprocessing._discretization': 'KBinsDiscretizer',
        'sklearn.preprocessing._encoders': 'OneHotEncoder OrdinalEncoder _BaseEncoder',
        'sklearn.preprocessing._function_transformer': 'FunctionTransformer',
        'sklearn.preprocessing._label': 'LabelBinarizer LabelEncoder MultiLabelBinarizer',
        'sklearn.preprocessing._polynomial': 'PolynomialFeatures SplineTransformer',
        'sklearn.preprocessing._target_encoder': 'TargetEncoder',
        'sklearn.preprocessing.data': 'Binarizer KernelCenterer MaxAbsScaler MinMaxScaler Normalizer PowerTransformer ' +
          'QuantileTransformer RobustScaler StandardScaler',
        'sklearn.preprocessing.imputation': 'Imputer',
        'sklearn.preprocessing.label': 'LabelBinarizer LabelEncoder MultiLabelBinarizer',
        'sklearn.qda': 'QDA',
        'sklearn.random_projection': 'BaseRandomProjection GaussianRandomProjection SparseRandomProjection',
        'sklearn.semi_supervised._label_propagation': 'BaseLabelPropagation LabelPropagation LabelSpreading',
        'sklearn.semi_supervised._self_training': 'SelfTrainingClassifier',
        'sklearn.semi_supervised.label_propagation': 'BaseLabelPropagation LabelPropagation LabelSpreading',
        'sklearn.svm._base': 'BaseLibSVM BaseSVC',
        'sklearn.svm._classes': 'LinearSVC LinearSVR NuSVC NuSVR OneClassSVM SVC SVR',
        'sklearn.svm.base': 'BaseLibSVM BaseSVC',
        'sklearn.svm.classes': 'LinearSVC LinearSVR NuSVC NuSVR OneClassSVM SVC SVR',
        'sklearn.tree._classes': 'BaseDecisionTree DecisionTreeClassifier DecisionTreeRegressor ExtraTreeClassifier ' +
          'ExtraTreeRegressor',
        'sklearn.tree._export': 'Sentinel _BaseTreeExporter _DOTTreeExporter _MPLTreeExporter',
        'sklearn.tree._reingold_tilford': 'DrawTree Tree',
        'sklearn.tree.export': 'Sentinel _BaseTreeExporter _DOTTreeExporter _MPLTreeExporter',
        'sklearn.tree.tree': 'BaseDecisionTree DecisionTreeClassifier DecisionTreeRegressor ExtraTreeClassifier ' +
          'ExtraTreeRegressor',
        'sklearn.utils._available_if': '_AvailableIfDescriptor',
        'sklearn.utils._estimator_html_repr': '_IDCounter _VisualBlock',
        'sklearn.utils._metadata_requests': 'MetadataRouter MethodMapping MethodMetadataRequest RequestMethod _MetadataRequester ' +
          '_RoutingNotSupportedMixin',
        'sklearn.utils._param_validation': 'HasMethods Hidden Interval MissingValues Options RealNotInt StrOptions _ArrayLikes ' +
          '_Booleans _CVObjects _Callables _Constraint _InstancesOf _IterablesNotString ' +
          '_MissingValues _NanConstraint _NoneConstraint _PandasNAConstraint _RandomStates ' +
          '_SparseMatrices _VerboseHelper',
        'sklearn.utils._plotting': '_BinaryClassifierCurveDisplayMixin',
        'sklearn.utils._pprint': 'KeyValTuple KeyValTupleParam _EstimatorPrettyPrinter',
        'sklearn.utils._repr_html.base': 'ReprHTMLMixin _HTMLDocumentationLinkMixin _IDCounter',
        'sklearn.utils._repr_html.estimator': '_VisualBlock',
        'sklearn.utils._repr_html.fitted_attributes': 'AttrsDict',
        'sklearn.utils._repr_html.params': 'ParamsDict',
        'sklearn.utils._set_output': 'ContainerAdaptersManager PandasAdapter PolarsAdapter _SetOutputMixin',
        'sklearn.utils._tags': 'ClassifierTags InputTags RegressorTags Tags TargetTags TransformerTags',
        'sklearn.utils.deprecation': 'DeprecationDict deprecated',
        'sklearn.utils.estimator_checks': '_NotAnArray',
        'sklearn.utils.fixes': '_Xx',
        'sklearn.utils.metaestimators': '_BaseComposition _IffHasAttrDescriptor',
        'sklearn.utils.parallel': 'Parallel _FuncWrapper',
      },
    },
    {
      why: 'a dict with attributes',
      new: '',
      build: 'attributes',
      setItems: 'any*',
      names: {
        'sklearn.utils': 'Bunch',
        'sklearn.utils._bunch': 'Bunch',
      },
    },
  ],
};
