// Made by tools/graph/operators.py: do not edit.
// onnx 1.23.1, onnxruntime 1.30.0 (CPU kernels).

/** Newest opset of ai.onnx in the table. */
export const AI_ONNX_NEWEST = 26;

export const AI_ONNX = `
Abs | X:T | Y:T | | T=dfhbliscLISC | T=dfliscLISC
Acos | input:T | output:T | | T=dfh,b@22 | T=f
Acosh | input:T | output:T | | T=dfh,b@22 | T=f
Add | A:T B:T | C:T | | T=dfhbliscLISC | T=dfliscLISC
AffineGrid@20 | theta:T1 size:T2 | grid:T1 | align_corners:int=0 | T1=dfhb T2=l | T1=dfh
And | A:T B:T | C:T1 | | T=? T1=? | 
ArgMax | data:T | reduced:#l | axis:int=0 keepdims:int=1 select_last_index:int=0 | T=dfhbliscLISC | T=dflicC
ArgMin | data:T | reduced:#l | axis:int=0 keepdims:int=1 select_last_index:int=0 | T=dfhbliscLISC | T=dflicC
Asin | input:T | output:T | | T=dfh,b@22 | T=f
Asinh | input:T | output:T | | T=dfh,b@22 | T=f
Atan | input:T | output:T | | T=dfh,b@22 | T=f
Atanh | input:T | output:T | | T=dfh,b@22 | T=f
Attention@23 | Q:T1 K:T1 V:T2 attn_mask?:U past_key?:T1 past_value?:T2 nonpad_kv_seqlen?:#l@24 | Y:T1 present_key?:T1 present_value?:T2 qk_matmul_output?:T1 | is_causal:int=0 kv_num_heads:int left_window_size:int@25=-1 q_num_heads:int qk_matmul_output_mode:int=0 right_window_size:int@25=-1 scale:float softcap:float=0.0 softmax_precision:int | T1=dfhb T2=dfhb U=dfhbliscLISC? | T1=dfh T2=dfh
AveragePool | X:T | Y:T | auto_pad:string=NOTSET ceil_mode:int=0 count_include_pad:int=0 dilations:ints@19 kernel_shape!:ints pads:ints strides:ints | T=dfh,b@22 | T=f
BatchNormalization | X:T scale:T1 B:T1 input_mean:T2 input_var:T2 | Y:T running_mean?:T2 running_var?:T2 | epsilon:float=1e-05 momentum:float=0.9 training_mode:int=0 | T=dfhb T1=dfhb T2=dfhb | T=df T1=df T2=df
Bernoulli | input:T1 | output:T2 | dtype:int seed:float | T1=dfh,b@22 T2=dfhbliscLISC? | T1=dfh
BitCast@26 | input:T1 | output:T2 | to!:int | T1=dfhbliscLISCnN?zZ1234 T2=dfhbliscLISCnN?zZ1234 | T1=dfhbliscLISC T2=dfhbliscLISC
BitShift | X:T Y:T | Z:T | direction!:string | T=LISC | T=LIC
BitwiseAnd@18 | A:T B:T | C:T | | T=liscLISC | 
BitwiseNot@18 | X:T | Y:T | | T=liscLISC | 
BitwiseOr@18 | A:T B:T | C:T | | T=liscLISC | 
BitwiseXor@18 | A:T B:T | C:T | | T=liscLISC | 
BlackmanWindow | size:T1 | output:T2 | output_datatype:int=1 periodic:int=1 | T1=li T2=dfhbliscLISC | 
Cast | input:T1 | output:T2 | round_mode:string@24=up saturate:int@19=1 to!:int | T1=dfhbliscLISC?t,1234@19,nN@21 T2=dfhbliscLISC?t,1234@19,nN@21 | 
CastLike | input:T1 target_type:T2 | output:T2 | round_mode:string@24=up saturate:int@19=1 | T1=dfhbliscLISC?t,1234@19,nN@21 T2=dfhbliscLISC?t,1234@19,nN@21 | 
Ceil | X:T | Y:T | | T=dfhb | T=df
Celu | X:T | Y:T | alpha:float=1.0 | T=f | 
CenterCropPad@18 | input_data:T shape:Tind | output_data:T | axes:ints | T=dfhbliscLISC?tzZ Tind=li | T=dfhlicLIC? Tind=l
Clip | input:T min?:T max?:T | output:T | | T=dfhbliscLISC | 
Col2Im@18 | input:T image_shape:#l block_shape:#l | output:T | dilations:ints pads:ints strides:ints | T=dfhbliscLISC?tzZ | T=f
Compress | input:T condition:T1 | output:T | axis:int | T=dfhliscLISC?tzZ T1=? | T=dfhliscLISC?t
Concat | inputs*:T | concat_result:T | axis!:int | T=dfhbliscLISC?tzZ | T=dfhbliscLISC?t
Constant | | output:T | sparse_value:sparse_tensor value:tensor value_float:float value_floats:floats value_int:int value_ints:ints value_string:string value_strings:strings | T=dfhbliscLISC?tzZ,1234@19,nN@21 | 
ConstantOfShape | input:T1 | output:T2 | value:tensor | T1=l T2=dfhliscLISC?,b1234@20,nN@21 | T2=dfhbliscLISC?1234
Conv | X:T W:T B?:T | Y:T | auto_pad:string=NOTSET dilations:ints group:int=1 kernel_shape:ints pads:ints strides:ints | T=dfh,b@22 | T=f
ConvInteger | x:T1 w:T2 x_zero_point?:T1 w_zero_point?:T2 | y:T3 | auto_pad:string=NOTSET dilations:ints group:int=1 kernel_shape:ints pads:ints strides:ints | T1=cC T2=cC T3=i | 
ConvTranspose | X:T W:T B?:T | Y:T | auto_pad:string=NOTSET dilations:ints group:int=1 kernel_shape:ints output_padding:ints output_shape:ints pads:ints strides:ints | T=dfh,b@22 | T=f
Cos | input:T | output:T | | T=dfh,b@22 | T=df
Cosh | input:T | output:T | | T=dfh,b@22 | T=f
CumProd@26 | x:T axis:T2 | y:T | exclusive:int=0 reverse:int=0 | T=dfhbliLI T2=li | T=dfliLI
CumSum | x:T axis:T2 | y:T | exclusive:int=0 reverse:int=0 | T=dfhbliLI T2=li | T=dfli
DFT@20 | input:T1 dft_length?:T2 axis?:#l | output:T1 | inverse:int=0 onesided:int=0 | T1=dfhb T2=li | T1=df
DeformConv@19 | X:T W:T offset:T B?:T mask?:T | Y:T | dilations:ints group:int=1 kernel_shape:ints offset_group:int=1 pads:ints strides:ints | T=dfh,b@22 | T=df
DepthToSpace | input:T | output:T | blocksize!:int mode:string=DCR | T=dfhbliscLISC?tzZ | T=dfcC
DequantizeLinear | x:T1 x_scale:T2 x_zero_point?:T1 | y:T3 | axis:int=1 block_size:int@21=0 output_dtype:int@23=0 | T1=iscSCnN1234 T2=fhb T3=fhb | T2=fh
Det | X:T | Y:T | | T=dfh,b@22 | T=f
Div | A:T B:T | C:T | | T=dfhbliscLISC | T=dfliscLISC
Dropout | data:T ratio?:T1 training_mode?:T2 | output:T mask?:T2 | seed:int | T=dfhb,1234@22 T1=dfh,b1234@22 T2=? | T=df T1=df
DynamicQuantizeLinear | x:T1 | y:T2 y_scale:#f y_zero_point:T2 | | T1=f T2=C | 
Einsum | Inputs*:T | Output:T | equation!:string | T=dfhliscLISC | T=dfli
Elu | X:T | Y:T | alpha:float=1.0 | T=dfh,b@22 | T=fh
Equal | A:T B:T | C:T1 | | T=dfhbliscLISC?,t@19 T1=? | T=dfliscLISC?t
Erf | input:T | output:T | | T=dfhb | T=f
Exp | input:T | output:T | | T=dfhb | T=df
Expand | input:T shape:#l | output:T | | T=dfhbliscLISC?tzZ | T=dfhliscLISC?t
EyeLike | input:T1 | output:T2 | dtype:int k:int=0 | T1=dfhliscLISC?,b@22 T2=dfhliscLISC?,b@22 | T1=dfliL T2=dfliL
Flatten | input:T | output:T | axis:int=1 | T=dfhbliscLISC?tzZ,nN1234@21 | T=dfhbliscLISC?t
Floor | X:T | Y:T | | T=dfhb | T=df
GRU | X:T W:T R:T B?:T sequence_lens?:T1 initial_h?:T | Y?:T Y_h?:T | activation_alpha:floats activation_beta:floats activations:strings clip:float direction:string=forward hidden_size:int layout:int=0 linear_before_reset:int=0 | T=dfh,b@22 T1=i | T=f
Gather | data:T indices:Tind | output:T | axis:int=0 | T=dfhbliscLISC?tzZ Tind=li | T=dfhbliscLISC?t
GatherElements | data:T indices:Tind | output:T | axis:int=0 | T=dfhbliscLISC?tzZ Tind=li | T=dfhbliscLISC?t
GatherND | data:T indices:#l | output:T | batch_dims:int=0 | T=dfhbliscLISC?tzZ | T=dfhbliscLISC?t
Gelu@20 | X:T | Y:T | approximate:string=none | T=dfhb | T=fh
Gemm | A:T B:T C?:T | Y:T | alpha:float=1.0 beta:float=1.0 transA:int=0 transB:int=0 | T=dfhbliLI | T=df
GlobalAveragePool | X:T | Y:T | | T=dfh,b@22 | T=f
GlobalLpPool | X:T | Y:T | p:int=2 | T=dfh,b@22 | T=f
GlobalMaxPool | X:T | Y:T | | T=dfh,b@22 | T=f
Greater | A:T B:T | C:T1 | | T=dfhbliscLISC T1=? | T=dfliscLISC
GreaterOrEqual | A:T B:T | C:T1 | | T=dfhbliscLISC T1=? | T=dfhliscLISC
GridSample@20 | X:T1 grid:T2 | Y:T1 | align_corners:int=0 mode:string=linear padding_mode:string=zeros | T1=dfhliscLISC?tzZ,b@22 T2=dfh,b@22 | T1=df T2=df
GroupNormalization@21 | X:T scale:T bias:T | Y:T | epsilon:float=1e-05 num_groups!:int stash_type:int=1 | T=dfhb | T=dfh
HammingWindow | size:T1 | output:T2 | output_datatype:int=1 periodic:int=1 | T1=li T2=dfhbliscLISC | 
HannWindow | size:T1 | output:T2 | output_datatype:int=1 periodic:int=1 | T1=li T2=dfhbliscLISC | 
HardSigmoid | X:T | Y:T | alpha:float=0.2 beta:float=0.5 | T=dfh,b@22 | T=fh
HardSwish | X:T | Y:T | | T=dfh,b@22 | T=fh
Hardmax | input:T | output:T | axis:int=-1 | T=dfhb | T=f
Identity | input:V | output:V | | V=dfhbliscLISC?tzZ,1234@19,nN@21 | V=dfhbliscLISC?t1234
If | cond:B | outputs**:V | else_branch!:graph then_branch!:graph | V=dfhbliscLISC?tzZ,1234@19,nN@21 B=? | V=dfhbliscLISC?t1234
ImageDecoder@20 | encoded_stream:T1 | image:T2 | pixel_format:string=RGB | T1=C T2=C | -
InstanceNormalization | input:T scale:T B:T | output:T | epsilon:float=1e-05 | T=dfh,b@22 | T=f
IsInf | X:T1 | Y:T2 | detect_negative:int=1 detect_positive:int=1 | T1=df,hb1234@20 T2=? | 
IsNaN | X:T1 | Y:T2 | | T1=dfhb,1234@20 T2=? | T1=dfh1234
LRN | X:T | Y:T | alpha:float=1e-04 beta:float=0.75 bias:float=1.0 size!:int | T=dfhb | T=f
LSTM | X:T W:T R:T B?:T sequence_lens?:T1 initial_h?:T initial_c?:T P?:T | Y?:T Y_h?:T Y_c?:T | activation_alpha:floats activation_beta:floats activations:strings clip:float direction:string=forward hidden_size:int input_forget:int=0 layout:int=0 | T=dfh,b@22 T1=i | T=f
LayerNormalization | X:T Scale:T B?:T | Y:T Mean?:U InvStdDev?:U | axis:int=-1 epsilon:float=1e-05 stash_type:int=1 | T=dfhb U=fb | 
LeakyRelu | X:T | Y:T | alpha:float=0.01 | T=dfhb | T=dfh
Less | A:T B:T | C:T1 | | T=dfhbliscLISC T1=? | T=dfliscLISC
LessOrEqual | A:T B:T | C:T1 | | T=dfhbliscLISC T1=? | T=dfhliscLISC
Log | input:T | output:T | | T=dfhb | T=df
LogSoftmax | input:T | output:T | axis:int=-1 | T=dfhb | T=dfh
Loop | M?:I cond?:B v_initial**:V | v_final_and_scan_outputs**:V | body!:graph | V=dfhbliscLISC?tzZ,1234@19,nN@21 I=l B=? | V=dfhbliscLISC?t1234
LpNormalization | input:T | output:T | axis:int=-1 p:int=2 | T=dfh,b@22 | T=df
LpPool | X:T | Y:T | auto_pad:string=NOTSET ceil_mode:int@18=0 dilations:ints@18 kernel_shape!:ints p:int=2 pads:ints strides:ints | T=dfh,b@22 | T=f
MatMul | A:T B:T | Y:T | | T=dfhbliLI | T=dfliLI
MatMulInteger | A:T1 B:T2 a_zero_point?:T1 b_zero_point?:T2 | Y:T3 | | T1=cC T2=cC T3=i | 
Max | data_0*:T | max:T | | T=dfhbliscLISC | T=dfhlicLIC
MaxPool | X:T | Y:T Indices?:I | auto_pad:string=NOTSET ceil_mode:int=0 dilations:ints kernel_shape!:ints pads:ints storage_order:int=0 strides:ints | T=dfhcC,b@22 I=l | T=dfcC
MaxRoiPool | X:T rois:T | Y:T | pooled_shape!:ints spatial_scale:float=1.0 | T=dfh,b@22 | T=f
MaxUnpool | X:T1 I:T2 output_shape?:T2 | output:T1 | kernel_shape!:ints pads:ints strides:ints | T1=dfh,b@22 T2=l | T1=f
Mean | data_0*:T | mean:T | | T=dfhb | T=f
MeanVarianceNormalization | X:T | Y:T | axes:ints=0,2,3 | T=dfhb | T=fh
MelWeightMatrix | num_mel_bins:T1 dft_length:T1 sample_rate:T1 lower_edge_hertz:T2 upper_edge_hertz:T2 | output:T3 | output_datatype:int=1 | T1=li T2=dfhb T3=dfhbliscLISC | T2=f T3=dfliscLISC
Min | data_0*:T | min:T | | T=dfhbliscLISC | T=dfhlicLIC
Mish@18 | X:T | Y:T | | T=dfh,b@22 | T=dfh
Mod | A:T B:T | C:T | fmod:int=0 | T=dfhbliscLISC | T=dfhliscLISC
Mul | A:T B:T | C:T | | T=dfhbliscLISC | T=dfliscLISC
Multinomial | input:T1 | output:T2 | dtype:int=6 sample_size:int=1 seed:float | T1=dfh,b@22 T2=li | T1=f
Neg | X:T | Y:T | | T=dfhblisc | T=dflisc
NegativeLogLikelihoodLoss | input:T target:Tind weight?:T | loss:T | ignore_index:int reduction:string=mean | T=dfh,b@22 Tind=li | T=dfh
NonMaxSuppression | boxes:#f scores:#f max_output_boxes_per_class?:#l iou_threshold?:#f score_threshold?:#f | selected_indices:#l | center_point_box:int=0 | | 
NonZero | X:T | Y:#l | | T=dfhbliscLISC?tzZ | T=fliC?
Not | X:T | Y:T | | T=? | 
OneHot | indices:T1 depth:T2 values:T3 | output:T3 | axis:int=-1 | T1=dfhliscLISC T2=dfhliscLISC T3=dfhliscLISC?tzZ | T1=fli T2=fli T3=flit
Or | A:T B:T | C:T1 | | T=? T1=? | 
PRelu | X:T slope:T | Y:T | | T=dfhbliLI | T=dfhli
Pad | data:T pads:#l constant_value?:T axes?:Tind@18 | output:T | mode:string=constant | T=dfhbliscLISC?tzZ,nN1234@21 Tind=li | T=dflicLIC?
Pow | X:T Y:T1 | Z:T | | T=dfhbli T1=dfhbliscLISC | T=dfli T1=dfli
QLinearConv | x:T1 x_scale:#f x_zero_point:T1 w:T2 w_scale:#f w_zero_point:T2 y_scale:#f y_zero_point:T3 B?:T4 | y:T3 | auto_pad:string=NOTSET dilations:ints group:int=1 kernel_shape:ints pads:ints strides:ints | T1=cC T2=cC T3=cC T4=i | 
QLinearMatMul | a:T1 a_scale:TS a_zero_point:T1 b:T2 b_scale:TS b_zero_point:T2 y_scale:TS y_zero_point:T3 | y:T3 | | TS=fhb T1=cC,1234@21 T2=cC,1234@21 T3=cC,1234@21 | TS=f T1=cC T2=cC T3=cC
QuantizeLinear | x:T1 y_scale:T2 y_zero_point?:T3 | y:T3 | axis:int=1 block_size:int@21=0 output_dtype:int@21=0 precision:int@23=0 saturate:int@19=1 | T1=fi,hb@19 T2=fhbi@23 T3=scSCnN1234 | T1=fh
RMSNormalization@23 | X:T scale:V | Y:V | axis:int=-1 epsilon:float=1e-05 stash_type:int=1 | T=dfhb V=dfhb | T=dfh V=dfh
RNN | X:T W:T R:T B?:T sequence_lens?:T1 initial_h?:T | Y?:T Y_h?:T | activation_alpha:floats activation_beta:floats activations:strings=Tanh,Tanh clip:float direction:string=forward hidden_size:int layout:int=0 | T=dfh,b@22 T1=i | T=f
RandomNormal | | output:T | dtype:int=1 mean:float=0.0 scale:float=1.0 seed:float shape!:ints | T=dfh,b@22 | T=df
RandomNormalLike | input:T1 | output:T2 | dtype:int mean:float=0.0 scale:float=1.0 seed:float | T1=dfhliscLISC?tzZ,b@22 T2=dfh,b@22 | T1=dfhliscLISC?t T2=df
RandomUniform | | output:T | dtype:int=1 high:float=1.0 low:float=0.0 seed:float shape!:ints | T=dfh,b@22 | T=df
RandomUniformLike | input:T1 | output:T2 | dtype:int high:float=1.0 low:float=0.0 seed:float | T1=dfhliscLISC?tzZ,b@22 T2=dfh,b@22 | T1=dfhliscLISC?t T2=df
Range | start:T limit:T delta:T | output:T | | T=dflis | 
Reciprocal | X:T | Y:T | | T=dfhb | T=df
ReduceL1@18 | data:T axes?:#l | reduced:T | keepdims:int=1 noop_with_empty_axes:int=0 | T=dfhbliLI | T=dfhli
ReduceL2@18 | data:T axes?:#l | reduced:T | keepdims:int=1 noop_with_empty_axes:int=0 | T=dfhbliLI | T=dfhli
ReduceLogSum@18 | data:T axes?:#l | reduced:T | keepdims:int=1 noop_with_empty_axes:int=0 | T=dfhbliLI | T=dfhli
ReduceLogSumExp@18 | data:T axes?:#l | reduced:T | keepdims:int=1 noop_with_empty_axes:int=0 | T=dfhbliLI | 
ReduceMax@18 | data:T axes?:#l | reduced:T | keepdims:int=1 noop_with_empty_axes:int=0 | T=dfhblicLIC,?@20 | T=dflicC?
ReduceMean@18 | data:T axes?:#l | reduced:T | keepdims:int=1 noop_with_empty_axes:int=0 | T=dfhbliLI | T=dfli
ReduceMin@18 | data:T axes?:#l | reduced:T | keepdims:int=1 noop_with_empty_axes:int=0 | T=dfhblicLIC,?@20 | T=dflicC?
ReduceProd@18 | data:T axes?:#l | reduced:T | keepdims:int=1 noop_with_empty_axes:int=0 | T=dfhbliLI | T=dfli
ReduceSum | data:T axes?:#l | reduced:T | keepdims:int=1 noop_with_empty_axes:int=0 | T=dfhbliLI | T=dfli
ReduceSumSquare@18 | data:T axes?:#l | reduced:T | keepdims:int=1 noop_with_empty_axes:int=0 | T=dfhbliLI | T=dfhli
RegexFullMatch@20 | X:T1 | Y:T2 | pattern:string | T1=t T2=? | 
Relu | X:T | Y:T | | T=dfhblisc | T=dfhic
Reshape | data:T shape:#l | reshaped:T | allowzero:int=0 | T=dfhbliscLISC?tzZ,1234@19,nN@21 | T=dfhbliscLISC?t
Resize | X:T1 roi?:T2 scales?:#f sizes?:#l | Y:T1 | antialias:int@18=0 axes:ints@18 coordinate_transformation_mode:string=half_pixel cubic_coeff_a:float=-0.75 exclude_outside:int=0 extrapolation_value:float=0.0 keep_aspect_ratio_policy:string@18=stretch mode:string=nearest nearest_mode:string=round_prefer_floor | T1=dfhbliscLISC?tzZ T2=dfh | T1=ficC
ReverseSequence | input:T sequence_lens:#l | Y:T | batch_axis:int=1 time_axis:int=0 | T=dfhliscLISC?tzZ | T=dfhliscLISC?t
RoiAlign | X:T1 rois:T1 batch_indices:T2 | Y:T1 | coordinate_transformation_mode:string=half_pixel mode:string=avg output_height:int=1 output_width:int=1 sampling_ratio:int=0 spatial_scale:float=1.0 | T1=dfh,b@22 T2=l | T1=df
RotaryEmbedding@23 | X:T cos_cache:T sin_cache:T position_ids?:M | Y:T | interleaved:int=0 num_heads:int rotary_embedding_dim:int=0 | T=fhb M=l | T=fh
Round | X:T | Y:T | | T=dfh,b@22 | T=dfh
STFT | signal:T1 frame_step:T2 window?:T1 frame_length?:T2 | output:T1 | onesided:int=1 | T1=dfhb T2=li | T1=df
Scan | initial_state_and_scan_inputs**:V | final_state_and_scan_outputs**:V | body!:graph num_scan_inputs!:int scan_input_axes:ints scan_input_directions:ints scan_output_axes:ints scan_output_directions:ints | V=dfhbliscLISC?tzZ,1234@19,nN@21 | V=dfhbliscLISC?t1234
ScatterElements | data:T indices:Tind updates:T | output:T | axis:int=0 reduction:string=none | T=dfhbliscLISC?tzZ Tind=li | T=dfhbliscLISC?t
ScatterND | data:T indices:#l updates:T | output:T | reduction:string=none | T=dfhbliscLISC?tzZ | T=dfhbliscLISC?t
Selu | X:T | Y:T | alpha:float=1.6732632 gamma:float=1.050701 | T=dfh,b@22 | T=fh
Shape | data:T | shape:T1 | end:int start:int=0 | T=dfhbliscLISC?tzZ,1234@19,nN@21 T1=l | T=dfhbliscLISC?t
Shrink | input:T | output:T | bias:float=0.0 lambd:float=0.5 | T=dfhliscLISC | 
Sigmoid | X:T | Y:T | | T=dfhb | T=df
Sign | input:T | output:T | | T=dfhbliscLISC | 
Sin | input:T | output:T | | T=dfh,b@22 | T=df
Sinh | input:T | output:T | | T=dfh,b@22 | T=f
Size | data:T | size:T1 | | T=dfhbliscLISC?tzZ,1234@19,nN@21 T1=l | T=dfliscLISC?t
Slice | data:T starts:Tind ends:Tind axes?:Tind steps?:Tind | output:T | | T=dfhbliscLISC?tzZ Tind=li | T=dfhbliscLISC?t
Softmax | input:T | output:T | axis:int=-1 | T=dfhb | T=dfh
SoftmaxCrossEntropyLoss | scores:T labels:Tind weights?:T | output:T log_prob?:T | ignore_index:int reduction:string=mean | T=dfhb Tind=li | T=dfh
Softplus | X:T | Y:T | | T=dfh,b@22 | T=fh
Softsign | input:T | output:T | | T=dfh,b@22 | T=fh
SpaceToDepth | input:T | output:T | blocksize!:int | T=dfhbliscLISC?tzZ | T=dfcC
Split | input:T split?:#l | outputs*:T | axis:int=0 num_outputs:int@18 | T=dfhbliscLISC?tzZ | T=dfhbliscLISC?t
Sqrt | X:T | Y:T | | T=dfhb | T=df
Squeeze | data:T axes?:#l | squeezed:T | | T=dfhbliscLISC?tzZ,nN1234@21 | T=dfhbliscLISC?t
StringConcat@20 | X:T Y:T | Z:T | | T=t | 
StringNormalizer | X:#t | Y:#t | case_change_action:string=NONE is_case_sensitive:int=0 locale:string stopwords:strings | | 
StringSplit@20 | X:T1 | Y:T2 Z:T3 | delimiter:string maxsplit:int | T1=t T2=t T3=l | 
Sub | A:T B:T | C:T | | T=dfhbliscLISC | T=dfliscLISC
Sum | data_0*:T | sum:T | | T=dfhb | T=df
Swish@24 | X:T | Y:T | alpha:float=1.0 | T=dfhb | T=dfh
Tan | input:T | output:T | | T=dfh,b@22 | T=f
Tanh | input:T | output:T | | T=dfhb | T=df
TensorScatter@24 | past_cache:T update:T write_indices?:#l | present_cache:T | axis:int=-2 mode:string=linear | T=dfhbliscLISCnN?tzZ1234 | T=dfhbliscLISC?
TfIdfVectorizer | X:T | Y:T1 | max_gram_length!:int max_skip_count!:int min_gram_length!:int mode!:string ngram_counts!:ints ngram_indexes!:ints pool_int64s:ints pool_strings:strings weights:floats | T=lit T1=f | 
ThresholdedRelu | X:T | Y:T | alpha:float=1.0 | T=dfh,b@22 | T=fh
Tile | input:T repeats:T1 | output:T | | T=dfhbliscLISC?tzZ T1=l | T=dfliscLISC?t
TopK | X:T K:#l | Values:T Indices:I | axis:int=-1 largest:int=1 sorted:int=1 | T=dfhliscLISC,b@24 I=l | T=dfliscC
Transpose | data:T | transposed:T | perm:ints | T=dfhbliscLISC?tzZ,nN1234@21 | T=dfhbliscLISCnN?t1234
Trilu | input:T k?:#l | output:T | upper:int=1 | T=dfhbliscLISC?tzZ | T=dfli?
Unique | X:T | Y:T indices?:#l inverse_indices?:#l counts?:#l | axis:int sorted:int=1 | T=dfhliscLISC?tzZ | T=dflct
Unsqueeze | data:T axes:#l | expanded:T | | T=dfhbliscLISC?tzZ,nN1234@21 | T=dfhbliscLISC?t
Where | condition:B X:T Y:T | output:T | | B=? T=dfhbliscLISC?tzZ | T=dfliCt
Xor | A:T B:T | C:T1 | | T=? T1=? | 
`;

/** Newest opset of ai.onnx.ml in the table. */
export const AI_ONNX_ML_NEWEST = 5;

export const AI_ONNX_ML = `
ArrayFeatureExtractor | X:T Y:#l | Z:T | | T=dflit | 
Binarizer | X:T | Y:T | threshold:float=0.0 | T=dfli | T=f
CategoryMapper | X:T1 | Y:T2 | cats_int64s:ints cats_strings:strings default_int64:int=-1 default_string:string=_Unused | T1=lt T2=lt | 
FeatureVectorizer | X*:T1 | Y:#f | inputdimensions:ints | T1=dfli | 
Imputer | X:T | Y:T | imputed_value_floats:floats imputed_value_int64s:ints replaced_value_float:float=0.0 replaced_value_int64:int=0 | T=dfli | T=fl
LabelEncoder | X:T1 | Y:T2 | default_float:float=-0.0 default_int64:int=-1 default_string:string=_Unused default_tensor:tensor@4 keys_floats:floats keys_int64s:ints keys_strings:strings keys_tensor:tensor@4 values_floats:floats values_int64s:ints values_strings:strings values_tensor:tensor@4 | T1=flt,dis@4 T2=flt,dis@4 | T1=dflt T2=dflst
LinearClassifier | X:T1 | Y:T2 Z:#f | classlabels_ints:ints classlabels_strings:strings coefficients!:floats intercepts:floats multi_class:int=0 post_transform:string=NONE | T1=dfli T2=lt | 
LinearRegressor | X:T | Y:#f | coefficients:floats intercepts:floats post_transform:string=NONE targets:int=1 | T=dfli | T=f
Normalizer | X:T | Y:#f | norm:string=MAX | T=dfli | 
OneHotEncoder | X:T | Y:#f | cats_int64s:ints cats_strings:strings zeros:int=1 | T=dflit | T=dflt
SVMClassifier | X:T1 | Y:T2 Z:#f | classlabels_ints:ints classlabels_strings:strings coefficients:floats kernel_params:floats kernel_type:string=LINEAR post_transform:string=NONE prob_a:floats prob_b:floats rho:floats support_vectors:floats vectors_per_class:ints | T1=dfli T2=lt | 
SVMRegressor | X:T | Y:#f | coefficients:floats kernel_params:floats kernel_type:string=LINEAR n_supports:int=0 one_class:int=0 post_transform:string=NONE rho:floats support_vectors:floats | T=dfli | T=f
Scaler | X:T | Y:#f | offset:floats scale:floats | T=dfli | 
TreeEnsemble@5 | X:T | Y:T | aggregate_function:int=1 leaf_targetids!:ints leaf_weights!:tensor membership_values:tensor n_targets:int nodes_falseleafs!:ints nodes_falsenodeids!:ints nodes_featureids!:ints nodes_hitrates:tensor nodes_missing_value_tracks_true:ints nodes_modes!:tensor nodes_splits!:tensor nodes_trueleafs!:ints nodes_truenodeids!:ints post_transform:int=0 tree_roots!:ints | T=dfh | T=df
`;
