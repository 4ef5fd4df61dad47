/**
 * Classes and functions of Keras that a configuration may name: those of Keras 3.15's public modules, and of Keras 2. Missing on purpose are
 * those that hold code of their own: Lambda, TorchModuleWrapper, JaxLayer, FlaxLayer, TFSMLayer.
 */
export const CLASSES = `
  AUC AWQConfig AWQDTypePolicy AbsMaxQuantizer Accuracy Activation ActivityRegularization Adadelta Adafactor Adagrad
  Adam AdamW Adamax AdaptiveAveragePooling1D AdaptiveAveragePooling2D AdaptiveAveragePooling3D AdaptiveMaxPooling1D
  AdaptiveMaxPooling2D AdaptiveMaxPooling3D Add AdditiveAttention AlphaDropout Attention AugMix AutoContrast Average
  AveragePooling1D AveragePooling2D AveragePooling3D AvgPool1D AvgPool2D AvgPool3D BatchNormalization Bidirectional
  BinaryAccuracy BinaryCrossentropy BinaryFocalCrossentropy BinaryIoU CTC CategoricalAccuracy
  CategoricalCrossentropy CategoricalFocalCrossentropy CategoricalGeneralizedCrossEntropy CategoricalHinge
  CategoryEncoding CenterCrop Circle CompileLoss CompileMetrics Concatenate ConcordanceCorrelation Config Constant
  Constraint ContrastLimitedAdaptiveHistogramEqualization Conv1D Conv1DTranspose Conv2D Conv2DTranspose Conv3D
  Conv3DTranspose ConvLSTM1D ConvLSTM2D ConvLSTM3D Convolution1D Convolution1DTranspose Convolution2D
  Convolution2DTranspose Convolution3D Convolution3DTranspose CosineDecay CosineDecayRestarts CosineSimilarity
  Cropping1D Cropping2D Cropping3D CuDNNGRU CuDNNLSTM CutMix DTypePolicy DTypePolicyMap Dense DepthwiseConv1D
  DepthwiseConv2D Dice Discretization Dot Dropout ELU EinsumDense Embedding Equalization ExponentialDecay F1Score
  FBetaScore FalseNegatives FalsePositives Flatten Float8QuantizationConfig FloatDTypePolicy Ftrl Functional
  GPTQConfig GPTQDTypePolicy GRU GRUCell GaussianDropout GaussianNoise GlobalAveragePooling1D GlobalAveragePooling2D
  GlobalAveragePooling3D GlobalAvgPool1D GlobalAvgPool2D GlobalAvgPool3D GlobalMaxPool1D GlobalMaxPool2D
  GlobalMaxPool3D GlobalMaxPooling1D GlobalMaxPooling2D GlobalMaxPooling3D GlorotNormal GlorotUniform
  GroupNormalization GroupQueryAttention HashedCrossing Hashing HeNormal HeUniform Hinge Huber Identity
  IdentityInitializer Initializer InputLayer InputSpec Int4DTypePolicy Int4QuantizationConfig Int8QuantizationConfig
  IntegerLookup InverseTimeDecay IoU KLDivergence KerasTensor L1 L1L2 L2 LSTM LSTMCell Lamb Layer LayerNormalization
  LeakyReLU LearningRateSchedule LecunNormal LecunUniform Lion LocallyConnected1D LocallyConnected2D LogCosh
  LogCoshError Loss LossFunctionWrapper LossScaleOptimizer Masking MaxNorm MaxNumBoundingBoxes MaxPool1D MaxPool2D
  MaxPool3D MaxPooling1D MaxPooling2D MaxPooling3D Maximum Mean MeanAbsoluteError MeanAbsolutePercentageError
  MeanIoU MeanMetricWrapper MeanSquaredError MeanSquaredLogarithmicError MelSpectrogram Metric MinMaxNorm Minimum
  MixUp Model MultiHeadAttention MultiOptimizer Multiply Muon Nadam NonNeg Normalization OneHotIoU OneHotMeanIoU
  Ones Optimizer OptimizerMap Orthogonal OrthogonalInitializer OrthogonalRegularizer PReLU PearsonCorrelation
  Permute PiecewiseConstantDecay Pipeline Poisson Policy PolynomialDecay Precision PrecisionAtRecall
  QuantizationConfig QuantizedDTypePolicy QuantizedFloat8DTypePolicy Quantizer R2Score RMSNormalization RMSprop RNN
  RandAugment RandomBrightness RandomColorDegeneration RandomColorJitter RandomContrast RandomCrop
  RandomElasticTransform RandomErasing RandomFlip RandomGaussianBlur RandomGrayscale RandomHue RandomInvert
  RandomNormal RandomPerspective RandomPosterization RandomRotation RandomSaturation RandomSharpness RandomShear
  RandomTranslation RandomUniform RandomZoom ReLU Recall RecallAtPrecision Regularizer RepeatVector Rescaling
  Reshape Resizing ReversibleEmbedding RootMeanSquaredError SGD STFT STFTInitializer STFTSpectrogram
  ScheduleFreeAdamW SeedGenerator SensitivityAtSpecificity SeparableConv1D SeparableConv2D SeparableConvolution1D
  SeparableConvolution2D Sequential SimpleRNN SimpleRNNCell Softmax Solarization SparseCategoricalAccuracy
  SparseCategoricalCrossentropy SparseTopKCategoricalAccuracy SpatialDropout1D SpatialDropout2D SpatialDropout3D
  SpecificityAtSensitivity SpectralNormalization SquaredHinge StackedRNNCells StringLookup Subtract Sum TensorShape
  TextVectorization ThresholdedReLU TimeDistributed TopKCategoricalAccuracy TrueNegatives TruePositives
  TruncatedNormal Tversky UnitNorm UnitNormalization UpSampling1D UpSampling2D UpSampling3D VarianceScaling Wrapper
  ZeroPadding1D ZeroPadding2D ZeroPadding3D Zeros __ellipsis__ __keras_tensor__ __none__ __numpy__ __tensor__
  __tuple__ __typespec__ constant glorot_normal glorot_uniform he_normal he_uniform identity l1 l1_l2 l2
  lecun_normal lecun_uniform max_norm min_max_norm non_neg ones orthogonal orthogonal_regularizer random_normal
  random_uniform stft truncated_normal unit_norm variance_scaling zeros
`;

export const FUNCTIONS = `
  binary_accuracy binary_crossentropy binary_focal_crossentropy categorical_accuracy categorical_crossentropy
  categorical_focal_crossentropy categorical_generalized_cross_entropy categorical_hinge celu circle
  concordance_correlation cosine_similarity ctc deserialize dice elu exponential gelu get glu hard_shrink
  hard_sigmoid hard_silu hard_swish hard_tanh hinge huber kl_divergence leaky_relu linear log_cosh log_sigmoid
  log_softmax mean_absolute_error mean_absolute_percentage_error mean_squared_error mean_squared_logarithmic_error
  mish pearson_correlation poisson relu relu6 selu serialize sigmoid silu soft_shrink softmax softplus softsign
  sparse_categorical_accuracy sparse_categorical_crossentropy sparse_plus sparse_sigmoid
  sparse_top_k_categorical_accuracy sparsemax squared_hinge squareplus swish tanh tanh_shrink threshold
  top_k_categorical_accuracy tversky
`;
