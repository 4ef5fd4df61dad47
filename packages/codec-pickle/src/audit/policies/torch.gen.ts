// Written by tools/allowlist/generate.py; change the review or the evidence there.
import type { PolicyTable } from '../policy.js';

export const TORCH: PolicyTable = {
  library: 'torch',
  evidence: ['torch 2.13.0+cpu'],
  groups: [
    {
      why: 'made by object.__new__ and given a dict of attributes: everything that loading could run on it is Python\'s own, or was read (observe.py)',
      new: '',
      build: 'attributes',
      names: {
        'torch.ao.nn.quantized.modules': 'DeQuantize Quantize',
        'torch.ao.nn.quantized.modules.activation': 'ELU Hardswish LeakyReLU MultiheadAttention PReLU ReLU6 Sigmoid Softmax',
        'torch.ao.nn.quantized.modules.batchnorm': 'BatchNorm2d BatchNorm3d _BatchNorm',
        'torch.ao.nn.quantized.modules.dropout': 'Dropout',
        'torch.ao.nn.quantized.modules.embedding_ops': 'Embedding EmbeddingBag EmbeddingPackedParams',
        'torch.ao.nn.quantized.modules.functional_modules': 'FXFloatFunctional FloatFunctional QFunctional',
        'torch.ao.nn.quantized.modules.linear': 'Linear LinearPackedParams',
        'torch.ao.nn.quantized.modules.normalization': 'GroupNorm InstanceNorm1d InstanceNorm2d InstanceNorm3d LayerNorm',
        'torch.ao.nn.quantized.modules.rnn': 'LSTM',
        'torch.ao.nn.quantized.modules.utils': 'WeightedQuantizedModule',
        'torch.nn.modules.activation': 'CELU ELU GELU GLU Hardshrink Hardsigmoid Hardswish Hardtanh LeakyReLU LogSigmoid ' +
          'LogSoftmax Mish MultiheadAttention PReLU RReLU ReLU ReLU6 SELU SiLU Sigmoid Softmax ' +
          'Softmax2d Softmin Softplus Softshrink Softsign Tanh Tanhshrink Threshold',
        'torch.nn.modules.adaptive': 'AdaptiveLogSoftmaxWithLoss',
        'torch.nn.modules.batchnorm': 'BatchNorm1d BatchNorm2d BatchNorm3d LazyBatchNorm1d LazyBatchNorm2d LazyBatchNorm3d ' +
          'SyncBatchNorm _BatchNorm _LazyNormBase _NormBase',
        'torch.nn.modules.channelshuffle': 'ChannelShuffle',
        'torch.nn.modules.container': 'ModuleDict ModuleList ParameterDict ParameterList Sequential',
        'torch.nn.modules.conv': 'Conv1d Conv2d Conv3d ConvTranspose1d ConvTranspose2d ConvTranspose3d LazyConv1d LazyConv2d ' +
          'LazyConv3d LazyConvTranspose1d LazyConvTranspose2d LazyConvTranspose3d _ConvNd ' +
          '_ConvTransposeMixin _ConvTransposeNd _LazyConvXdMixin',
        'torch.nn.modules.distance': 'CosineSimilarity PairwiseDistance',
        'torch.nn.modules.dropout': 'AlphaDropout Dropout Dropout1d Dropout2d Dropout3d FeatureAlphaDropout _DropoutNd',
        'torch.nn.modules.flatten': 'Flatten Unflatten',
        'torch.nn.modules.fold': 'Fold Unfold',
        'torch.nn.modules.instancenorm': 'InstanceNorm1d InstanceNorm2d InstanceNorm3d LazyInstanceNorm1d LazyInstanceNorm2d ' +
          'LazyInstanceNorm3d _InstanceNorm',
        'torch.nn.modules.lazy': 'LazyModuleMixin',
        'torch.nn.modules.linear': 'Bilinear Identity LazyLinear Linear NonDynamicallyQuantizableLinear',
        'torch.nn.modules.linear_cross_entropy': '_ChunkContext _ChunkViews',
        'torch.nn.modules.loss': 'BCELoss BCEWithLogitsLoss CTCLoss CosineEmbeddingLoss CrossEntropyLoss GaussianNLLLoss ' +
          'HingeEmbeddingLoss HuberLoss KLDivLoss L1Loss LinearCrossEntropyLoss MSELoss ' +
          'MarginRankingLoss MultiLabelMarginLoss MultiLabelSoftMarginLoss MultiMarginLoss NLLLoss ' +
          'PoissonNLLLoss SmoothL1Loss SoftMarginLoss TripletMarginLoss TripletMarginWithDistanceLoss ' +
          '_Loss _WeightedLoss',
        'torch.nn.modules.module': 'Module',
        'torch.nn.modules.normalization': 'CrossMapLRN2d GroupNorm LayerNorm LocalResponseNorm RMSNorm',
        'torch.nn.modules.padding': 'CircularPad1d CircularPad2d CircularPad3d ConstantPad1d ConstantPad2d ConstantPad3d ' +
          'ReflectionPad1d ReflectionPad2d ReflectionPad3d ReplicationPad1d ReplicationPad2d ' +
          'ReplicationPad3d ZeroPad1d ZeroPad2d ZeroPad3d _CircularPadNd _ConstantPadNd ' +
          '_ReflectionPadNd _ReplicationPadNd',
        'torch.nn.modules.pixelshuffle': 'PixelShuffle PixelUnshuffle',
        'torch.nn.modules.pooling': 'AdaptiveAvgPool1d AdaptiveAvgPool2d AdaptiveAvgPool3d AdaptiveMaxPool1d AdaptiveMaxPool2d ' +
          'AdaptiveMaxPool3d AvgPool1d AvgPool2d FractionalMaxPool2d FractionalMaxPool3d LPPool1d ' +
          'LPPool2d LPPool3d MaxPool1d MaxPool2d MaxPool3d MaxUnpool1d MaxUnpool2d MaxUnpool3d ' +
          '_AdaptiveAvgPoolNd _AdaptiveMaxPoolNd _AvgPoolNd _LPPoolNd _MaxPoolNd _MaxUnpoolNd',
        'torch.nn.modules.rnn': 'GRU GRUCell LSTM LSTMCell RNN RNNBase RNNCell RNNCellBase',
        'torch.nn.modules.sparse': 'Embedding EmbeddingBag',
        'torch.nn.modules.transformer': 'Transformer TransformerDecoder TransformerDecoderLayer TransformerEncoder ' +
          'TransformerEncoderLayer',
        'torch.nn.modules.upsampling': 'Upsample UpsamplingBilinear2d UpsamplingNearest2d',
        'torch.optim': 'Muon',
        'torch.optim.lbfgs': 'LBFGS',
        'torch.optim.lr_scheduler': 'ChainedScheduler ConstantLR CosineAnnealingLR CosineAnnealingWarmRestarts CyclicLR ' +
          'ExponentialLR LRScheduler LambdaLR LinearLR MultiStepLR MultiplicativeLR OneCycleLR ' +
          'PolynomialLR ReduceLROnPlateau SequentialLR StepLR _LRScheduler _enable_get_lr_call ' +
          '_initial_mode',
        'torch.optim.optimizer': 'Optimizer _RequiredParameter',
        'torch.optim.sparse_adam': 'SparseAdam',
        'torch.optim.swa_utils': 'AveragedModel SWALR',
      },
    },
    {
      why: 'named, never called by loading; computes on what it is given and reaches nothing else',
      names: {
        'torch.nn.functional': '_adaptive_max_pool1d _adaptive_max_pool2d _adaptive_max_pool3d _add_docstr _canonical_mask ' +
          '_check_key_padding_mask _check_unpool_output_size _enum_list_as_int_list ' +
          '_expand_single_value _fractional_max_pool2d _fractional_max_pool3d _get_softmax_dim ' +
          '_in_projection _in_projection_packed _is_integer _list_or_empty _list_with_default ' +
          '_max_pool1d _max_pool2d _max_pool3d _mha_shape_check _no_grad_embedding_renorm_ ' +
          '_none_or_dtype _overload _pair _single _threshold _triple _unpool_output_size ' +
          '_verify_batch_size _verify_spatial_size adaptive_avg_pool1d adaptive_avg_pool2d ' +
          'adaptive_avg_pool3d adaptive_max_pool1d adaptive_max_pool1d_with_indices ' +
          'adaptive_max_pool2d adaptive_max_pool2d_with_indices adaptive_max_pool3d ' +
          'adaptive_max_pool3d_with_indices affine_grid alpha_dropout assert_int_or_pair avg_pool1d ' +
          'avg_pool2d avg_pool3d batch_norm bilinear binary_cross_entropy ' +
          'binary_cross_entropy_with_logits boolean_dispatch celu celu_ channel_shuffle conv1d conv2d ' +
          'conv3d conv_tbc conv_transpose1d conv_transpose2d conv_transpose3d cosine_embedding_loss ' +
          'cosine_similarity cross_entropy ctc_loss dropout dropout1d dropout2d dropout3d elu elu_ ' +
          'embedding embedding_bag feature_alpha_dropout fold fractional_max_pool2d ' +
          'fractional_max_pool2d_with_indices fractional_max_pool3d ' +
          'fractional_max_pool3d_with_indices gaussian_nll_loss gelu glu grid_sample group_norm ' +
          'grouped_mm gumbel_softmax handle_torch_function hardshrink hardsigmoid hardswish hardtanh ' +
          'hardtanh_ hinge_embedding_loss huber_loss instance_norm interpolate kl_div l1_loss ' +
          'layer_norm leaky_relu leaky_relu_ linear linear_cross_entropy local_response_norm ' +
          'log_softmax lp_pool1d lp_pool2d lp_pool3d margin_ranking_loss max_pool1d ' +
          'max_pool1d_with_indices max_pool2d max_pool2d_with_indices max_pool3d ' +
          'max_pool3d_with_indices max_unpool1d max_unpool2d max_unpool3d mish mse_loss ' +
          'multi_head_attention_forward multi_margin_loss multilabel_margin_loss ' +
          'multilabel_soft_margin_loss native_channel_shuffle nll_loss normalize one_hot pad ' +
          'pairwise_distance pdist pixel_shuffle pixel_unshuffle poisson_nll_loss prelu relu relu6 ' +
          'relu_ rms_norm rrelu rrelu_ scaled_dot_product_attention scaled_grouped_mm scaled_mm selu ' +
          'selu_ sigmoid silu smooth_l1_loss soft_margin_loss softmax softmin softplus softshrink ' +
          'softsign tanh tanhshrink threshold_ triplet_margin_loss triplet_margin_with_distance_loss ' +
          'unfold upsample upsample_bilinear upsample_nearest',
      },
    },
    {
      why: 'a tensor over a storage of the archive, by offset, shape and strides',
      call: 'storage,data*',
      build: 'any*',
      names: {
        'torch._utils': '_rebuild_tensor _rebuild_tensor_v2',
      },
    },
    {
      why: 'the same with scales, by the name of their scheme',
      call: 'storage,int,tuple,tuple,any,bool,data*',
      build: 'any*',
      names: {
        'torch._utils': '_rebuild_qtensor',
      },
    },
    {
      why: 'the same with a dtype',
      call: 'storage,any*',
      names: {
        'torch._utils': '_rebuild_tensor_v3',
      },
    },
    {
      why: 'tensors over other tensors',
      call: 'object,data*',
      names: {
        'torch._utils': '_rebuild_parameter _rebuild_parameter_with_state',
        'torch.nn.parameter': 'Buffer Parameter UninitializedParameter',
      },
    },
    {
      why: 'a sparse tensor out of its parts',
      call: 'object|class:torch.,any*',
      names: {
        'torch._utils': '_rebuild_sparse_csr_tensor _rebuild_sparse_tensor',
      },
    },
    {
      why: 'a tensor of a class of PyTorch\'s own',
      call: '@torch._utils._rebuild_tensor_v2|@torch._utils._rebuild_parameter,@torch.Tensor|@torch.nn.parameter.Parameter,tuple,data*',
      names: {
        'torch._tensor': '_rebuild_from_type_v2',
      },
    },
    {
      why: 'a tensor out of an array',
      call: 'array|object,data*',
      names: {
        'torch._utils': '_rebuild_device_tensor_from_numpy',
      },
    },
    {
      why: 'shapes, devices, layouts by their numbers and names',
      call: 'data*',
      names: {
        'torch': 'Size device',
        'torch._utils': '_rebuild_layout',
        'torch.serialization': '_get_layout',
      },
    },
    {
      why: 'storages, dtypes and classes of tensors, by name',
      names: {
        'torch': 'BFloat16Storage BoolStorage ByteStorage CharStorage ComplexDoubleStorage ' +
          'ComplexFloatStorage DoubleStorage FloatStorage HalfStorage IntStorage LongStorage ' +
          'QInt32Storage QInt8Storage QUInt2x4Storage QUInt4x2Storage QUInt8Storage ShortStorage ' +
          'Tensor bfloat16 bool channels_last complex128 complex32 complex64 contiguous_format double ' +
          'float float16 float32 float64 float8_e4m3fn float8_e4m3fnuz float8_e5m2 float8_e5m2fnuz ' +
          'float8_e8m0fnu half int16 int32 int64 int8 per_channel_affine per_tensor_affine ' +
          'per_tensor_symmetric preserve_format qint32 qint8 quint8 sparse_coo sparse_csr strided ' +
          'uint16 uint32 uint64 uint8',
        'torch.storage': 'TypedStorage UntypedStorage _TypedStorage _UntypedStorage',
      },
    },
    {
      why: 'a function on tensors that is part of PyTorch\'s core, by name',
      names: {
        'torch': 'relu sigmoid softmax tanh',
        'torch._C._nn': 'gelu linear',
      },
    },
  ],
};
