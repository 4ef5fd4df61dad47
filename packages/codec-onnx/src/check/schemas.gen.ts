// Made by tools/graph/schemas.py: do not edit.
// onnx 1.23.1.

/** By domain. */
export const SCHEMAS: Readonly<Record<string, string>> = {
  '': `
Abs 1:1S:1S:consumed_inputsI 6:=:=: 13:=:=:=
Acos 7:1S:1S: 22:=:=:=
Acosh 9:1S:1S: 22:=:=:=
Add 1:2SS:1S:axisi,broadcasti,consumed_inputsI 6:=:=:axisi,broadcasti 7:=:=: 13:=:=:= 14:=:=:=
AffineGrid 20:2SS:1S:align_cornersi
And 1:2SS:1S:axisi,broadcasti 7:=:=:
ArgMax 1:1S:1S:axisi,keepdimsi 11:=:=:= 12:=:=:axisi,keepdimsi,select_last_indexi 13:=:=:=
ArgMin 1:1S:1S:axisi,keepdimsi 11:=:=:= 12:=:=:axisi,keepdimsi,select_last_indexi 13:=:=:=
Asin 7:1S:1S: 22:=:=:=
Asinh 9:1S:1S: 22:=:=:=
Atan 7:1S:1S: 22:=:=:=
Atanh 9:1S:1S: 22:=:=:=
Attention 23:3SSSOOO:1SOOO:is_causali,kv_num_headsi,q_num_headsi,qk_matmul_output_modei,scalef,softcapf,softmax_precisioni 24:3SSSOOOO:=:= 25:=:=:is_causali,kv_num_headsi,left_window_sizei,q_num_headsi,qk_matmul_output_modei,right_window_sizei,scalef,softcapf,softmax_precisioni
AveragePool 1:1S:1S:auto_pads,kernel_shapeI!,padsI,stridesI 7:=:=:auto_pads,count_include_padi,kernel_shapeI!,padsI,stridesI 10:=:=:auto_pads,ceil_modei,count_include_padi,kernel_shapeI!,padsI,stridesI 11:=:=:= 19:=:=:auto_pads,ceil_modei,count_include_padi,dilationsI,kernel_shapeI!,padsI,stridesI 22:=:=:=
BatchNormalization 1:5SSSSS:1SOOOO:consumed_inputsI!,epsilonf,is_testi,momentumf,spatiali 6:=:=:epsilonf,is_testi,momentumf,spatiali 7:=:=:epsilonf,momentumf,spatiali 9:=:=:epsilonf,momentumf 14:=:1SOO:epsilonf,momentumf,training_modei 15:=:=:=
Bernoulli 15:1S:1S:dtypei,seedf 22:=:=:=
BitCast 26:1S:1S:toi!
BitShift 11:2SS:1S:directions! 28:=:=:=
BitwiseAnd 18:2SS:1S:
BitwiseNot 18:1S:1S:
BitwiseOr 18:2SS:1S:
BitwiseXor 18:2SS:1S:
BlackmanWindow 17:1S:1S:output_datatypei,periodici
Cast 1:1S:1S:tos! 6:=:=:toi! 9:=:=:= 13:=:=:= 19:=:=:saturatei,toi! 21:=:=:= 23:=:=:= 24:=:=:round_modes,saturatei,toi! 25:=:=:= 28:=:=:=
CastLike 15:2SS:1S: 19:=:=:saturatei 21:=:=:= 23:=:=:= 24:=:=:round_modes,saturatei 25:=:=:=
CausalConvWithState 27:2SSOO:2SS:activations
Ceil 1:1S:1S:consumed_inputsI 6:=:=: 13:=:=:=
Celu 12:1S:1S:alphaf 28:=:=:=
CenterCropPad 18:2SS:1S:axesI
Clip 1:1S:1S:consumed_inputsI,maxf,minf 6:=:=:maxf,minf 11:1SOO:=: 12:=:=:= 13:=:=:=
Col2Im 18:3SSS:1S:dilationsI,padsI,stridesI
Compress 9:2SS:1S:axisi 11:=:=:= 28:=:=:=
Concat 1:1V:1S:axisi 4:=:=:axisi! 11:=:=:= 13:=:=:=
ConcatFromSequence 11:1S:1S:axisi!,new_axisi
Constant 1:0:1S:valuet! 9:=:=:= 11:=:=:sparse_valuex,valuet 12:=:=:sparse_valuex,valuet,value_floatf,value_floatsF,value_inti,value_intsI,value_strings,value_stringsS 13:=:=:= 19:=:=:= 21:=:=:= 23:=:=:= 24:=:=:= 25:=:=:=
ConstantOfShape 9:1S:1S:valuet 20:=:=:= 21:=:=:= 23:=:=:= 24:=:=:= 25:=:=:=
Conv 1:2SSO:1S:auto_pads,dilationsI,groupi,kernel_shapeI,padsI,stridesI 11:=:=:= 22:=:=:=
ConvInteger 10:2SSOO:1S:auto_pads,dilationsI,groupi,kernel_shapeI,padsI,stridesI
ConvTranspose 1:2SSO:1S:auto_pads,dilationsI,groupi,kernel_shapeI,output_paddingI,output_shapeI,padsI,stridesI 11:=:=:= 22:=:=:=
Cos 7:1S:1S: 22:=:=:=
Cosh 9:1S:1S: 22:=:=:=
CumProd 26:2SS:1S:exclusivei,reversei
CumSum 11:2SS:1S:exclusivei,reversei 14:=:=:=
DFT 17:1SO:1S:axisi,inversei,onesidedi 20:1SOO:=:inversei,onesidedi
DeformConv 19:3SSSOO:1S:dilationsI,groupi,kernel_shapeI,offset_groupi,padsI,stridesI 22:=:=:=
DepthToSpace 1:1S:1S:blocksizei! 11:=:=:blocksizei!,modes 13:=:=:= 28:=:=:=
DequantizeLinear 10:2SSO:1S: 13:=:=:axisi 19:=:=:= 21:=:=:axisi,block_sizei 23:=:=:axisi,block_sizei,output_dtypei 24:=:=:= 25:=:=:= 28:=:=:=
Det 11:1S:1S: 22:=:=:=
Div 1:2SS:1S:axisi,broadcasti,consumed_inputsI 6:=:=:axisi,broadcasti 7:=:=: 13:=:=:= 14:=:=:=
Dropout 1:1S:1SO:consumed_inputsI,is_testi,ratiof 6:=:=:is_testi,ratiof 7:=:=:ratiof 10:=:=:= 12:1SOO:=:seedi 13:=:=:= 22:=:=:=
DynamicQuantizeLinear 11:1S:3SSS:
Einsum 12:1V:1S:equations! 28:=:=:=
Elu 1:1S:1S:alphaf,consumed_inputsI 6:=:=:alphaf 22:=:=:=
Equal 1:2SS:1S:axisi,broadcasti 7:=:=: 11:=:=:= 13:=:=:= 19:=:=:=
Erf 9:1S:1S: 13:=:=:=
Exp 1:1S:1S:consumed_inputsI 6:=:=: 13:=:=:=
Expand 8:2SS:1S: 13:=:=:=
EyeLike 9:1S:1S:dtypei,ki 22:=:=:=
Flatten 1:1S:1S:axisi 9:=:=:= 11:=:=:= 13:=:=:= 21:=:=:= 23:=:=:= 24:=:=:= 25:=:=:=
Floor 1:1S:1S:consumed_inputsI 6:=:=: 13:=:=:=
GRU 1:3SSSOOO:2OS:activation_alphaF,activation_betaF,activationsS,clipf,directions,hidden_sizei,output_sequencei 3:=:0OO:activation_alphaF,activation_betaF,activationsS,clipf,directions,hidden_sizei,linear_before_reseti,output_sequencei 7:=:=:activation_alphaF,activation_betaF,activationsS,clipf,directions,hidden_sizei,linear_before_reseti 14:=:=:activation_alphaF,activation_betaF,activationsS,clipf,directions,hidden_sizei,layouti,linear_before_reseti 22:=:=:=
Gather 1:2SS:1S:axisi 11:=:=:= 13:=:=:=
GatherElements 11:2SS:1S:axisi 13:=:=:=
GatherND 11:2SS:1S: 12:=:=:batch_dimsi 13:=:=:=
Gelu 20:1S:1S:approximates
Gemm 1:3SSS:1S:alphaf,betaf,broadcasti,transAi,transBi 6:=:=:= 7:=:=:alphaf,betaf,transAi,transBi 9:=:=:= 11:2SSO:=:= 13:=:=:=
GlobalAveragePool 1:1S:1S: 22:=:=:=
GlobalLpPool 1:1S:1S:pf 2:=:=:pi 22:=:=:=
GlobalMaxPool 1:1S:1S: 22:=:=:=
Greater 1:2SS:1S:axisi,broadcasti 7:=:=: 9:=:=:= 13:=:=:=
GreaterOrEqual 12:2SS:1S: 16:=:=:=
GridSample 16:2SS:1S:align_cornersi,modes,padding_modes 20:=:=:= 22:=:=:=
GroupNormalization 18 21:3SSS:1S:epsilonf,num_groupsi!,stash_typei
HammingWindow 17:1S:1S:output_datatypei,periodici
HannWindow 17:1S:1S:output_datatypei,periodici
HardSigmoid 1:1S:1S:alphaf,betaf,consumed_inputsI 6:=:=:alphaf,betaf 22:=:=:=
HardSwish 14:1S:1S: 22:=:=:=
Hardmax 1:1S:1S:axisi 11:=:=:= 13:=:=:=
Identity 1:1S:1S: 13:=:=:= 14:=:=:= 16:=:=:= 19:=:=:= 21:=:=:= 23:=:=:= 24:=:=:= 25:=:=:=
If 1:1S:1V:else_branchg!,then_branchg! 11:=:=:= 13:=:=:= 16:=:=:= 19:=:=:= 21:=:=:= 23:=:=:= 24:=:=:= 25:=:=:=
ImageDecoder 20:1S:1S:pixel_formats
InstanceNormalization 1:3SSS:1S:consumed_inputsI,epsilonf 6:=:=:epsilonf 22:=:=:=
IsInf 10:1S:1S:detect_negativei,detect_positivei 20:=:=:=
IsNaN 9:1S:1S: 13:=:=:= 20:=:=:=
LRN 1:1S:1S:alphaf,betaf,biasf,sizei! 13:=:=:=
LSTM 1:3SSSOOOOO:0OOO:activation_alphaF,activation_betaF,activationsS,clipf,directions,hidden_sizei,input_forgeti,output_sequencei 7:=:=:activation_alphaF,activation_betaF,activationsS,clipf,directions,hidden_sizei,input_forgeti 14:=:=:activation_alphaF,activation_betaF,activationsS,clipf,directions,hidden_sizei,input_forgeti,layouti 22:=:=:=
LayerNormalization 17:2SSO:1SOO:axisi,epsilonf,stash_typei
LeakyRelu 1:1S:1S:alphaf,consumed_inputsI 6:=:=:alphaf 16:=:=:=
Less 1:2SS:1S:axisi,broadcasti 7:=:=: 9:=:=:= 13:=:=:=
LessOrEqual 12:2SS:1S: 16:=:=:=
LinearAttention 27:3SSSOOO:2SS:chunk_sizei,kv_num_headsi!,q_num_headsi!,scalef,update_rules
Log 1:1S:1S:consumed_inputsI 6:=:=: 13:=:=:=
LogSoftmax 1:1S:1S:axisi 11:=:=:= 13:=:=:=
Loop 1:3OOV:1V:bodyg! 11:2OOV:=:= 13:=:=:= 16:=:=:= 19:=:=:= 21:=:=:= 23:=:=:= 24:=:=:= 25:=:=:=
LpNormalization 1:1S:1S:axisi,pi 22:=:=:=
LpPool 1:1S:1S:auto_pads,kernel_shapeI,pf,padsI,stridesI 2:=:=:auto_pads,kernel_shapeI!,pi,padsI,stridesI 11:=:=:= 18:=:=:auto_pads,ceil_modei,dilationsI,kernel_shapeI!,pi,padsI,stridesI 22:=:=:=
MatMul 1:2SS:1S: 9:=:=:= 13:=:=:=
MatMulInteger 10:2SSOO:1S:
Max 1:1V:1S:consumed_inputsI 6:=:=: 8:=:=:= 12:=:=:= 13:=:=:=
MaxPool 1:1S:1S:auto_pads,kernel_shapeI!,padsI,stridesI 8:=:1SO:auto_pads,kernel_shapeI!,padsI,storage_orderi,stridesI 10:=:=:auto_pads,ceil_modei,dilationsI,kernel_shapeI!,padsI,storage_orderi,stridesI 11:=:=:= 12:=:=:= 22:=:=:=
MaxRoiPool 1:2SS:1S:pooled_shapeI!,spatial_scalef 22:=:=:=
MaxUnpool 9:2SSO:1S:kernel_shapeI!,padsI,stridesI 11:=:=:= 22:=:=:=
Mean 1:1V:1S:consumed_inputsI 6:=:=: 8:=:=:= 13:=:=:=
MeanVarianceNormalization 9:1S:1S:axesI 13:=:=:=
MelWeightMatrix 17:5SSSSS:1S:output_datatypei
Min 1:1V:1S:consumed_inputsI 6:=:=: 8:=:=:= 12:=:=:= 13:=:=:=
Mish 18:1S:1S: 22:=:=:=
Mod 10:2SS:1S:fmodi 13:=:=:= 28:=:=:=
Mul 1:2SS:1S:axisi,broadcasti,consumed_inputsI 6:=:=:axisi,broadcasti 7:=:=: 13:=:=:= 14:=:=:=
Multinomial 7:1S:1S:dtypei,sample_sizei,seedf 22:=:=:=
Neg 1:1S:1S:consumed_inputsI 6:=:=: 13:=:=:=
NegativeLogLikelihoodLoss 12:2SSO:1S:ignore_indexi,reductions 13:=:=:= 22:=:=:=
NonMaxSuppression 10:2SSOOO:1S:center_point_boxi 11:=:=:=
NonZero 9:1S:1S: 13:=:=:=
Not 1:1S:1S:
OneHot 9:3SSS:1S:axisi 11:=:=:= 28:=:=:=
Optional 15:0O:1S:typep 28:=:=:=
OptionalGetElement 15:1S:1S: 18:=:=:= 28:=:=:=
OptionalHasElement 15:1S:1S: 18:0O:=:= 28:=:=:=
Or 1:2SS:1S:axisi,broadcasti 7:=:=:
PRelu 1:2SS:1S:consumed_inputsI 6:=:=: 7:=:=:= 9:=:=:= 16:=:=:=
Pad 1:1S:1S:modes,paddingsI!,valuef 2:=:=:modes,padsI!,valuef 11:2SSO:=:modes 13:=:=:= 18:2SSOO:=:= 19:=:=:= 21:=:=:= 23:=:=:= 24:=:=:= 25:=:=:=
Pow 1:2SS:1S:axisi,broadcasti 7:=:=: 12:=:=:= 13:=:=:= 15:=:=:=
QLinearConv 10:8SSSSSSSSO:1S:auto_pads,dilationsI,groupi,kernel_shapeI,padsI,stridesI
QLinearMatMul 10:8SSSSSSSS:1S: 21:=:=:=
QuantizeLinear 10:2SSO:1S: 13:=:=:axisi 19:=:=:axisi,saturatei 21:=:=:axisi,block_sizei,output_dtypei,saturatei 23:=:=:axisi,block_sizei,output_dtypei,precisioni,saturatei 24:=:=:= 25:=:=:= 28:=:=:=
RMSNormalization 23:2SS:1S:axisi,epsilonf,stash_typei
RNN 1:3SSSOOO:0OO:activation_alphaF,activation_betaF,activationsS,clipf,directions,hidden_sizei,output_sequencei 7:=:=:activation_alphaF,activation_betaF,activationsS,clipf,directions,hidden_sizei 14:=:=:activation_alphaF,activation_betaF,activationsS,clipf,directions,hidden_sizei,layouti 22:=:=:=
RandomNormal 1:0:1S:dtypei,meanf,scalef,seedf,shapeI! 22:=:=:=
RandomNormalLike 1:1S:1S:dtypei,meanf,scalef,seedf 22:=:=:=
RandomUniform 1:0:1S:dtypei,highf,lowf,seedf,shapeI! 22:=:=:=
RandomUniformLike 1:1S:1S:dtypei,highf,lowf,seedf 22:=:=:=
Range 11:3SSS:1S: 27:=:=:stash_typei
Reciprocal 1:1S:1S:consumed_inputsI 6:=:=: 13:=:=:=
ReduceL1 1:1S:1S:axesI,keepdimsi 11:=:=:= 13:=:=:= 18:1SO:=:keepdimsi,noop_with_empty_axesi
ReduceL2 1:1S:1S:axesI,keepdimsi 11:=:=:= 13:=:=:= 18:1SO:=:keepdimsi,noop_with_empty_axesi
ReduceLogSum 1:1S:1S:axesI,keepdimsi 11:=:=:= 13:=:=:= 18:1SO:=:keepdimsi,noop_with_empty_axesi 28:=:=:=
ReduceLogSumExp 1:1S:1S:axesI,keepdimsi 11:=:=:= 13:=:=:= 18:1SO:=:keepdimsi,noop_with_empty_axesi 28:=:=:=
ReduceMax 1:1S:1S:axesI,keepdimsi 11:=:=:= 12:=:=:= 13:=:=:= 18:1SO:=:keepdimsi,noop_with_empty_axesi 20:=:=:=
ReduceMean 1:1S:1S:axesI,keepdimsi 11:=:=:= 13:=:=:= 18:1SO:=:keepdimsi,noop_with_empty_axesi
ReduceMin 1:1S:1S:axesI,keepdimsi 11:=:=:= 12:=:=:= 13:=:=:= 18:1SO:=:keepdimsi,noop_with_empty_axesi 20:=:=:=
ReduceProd 1:1S:1S:axesI,keepdimsi 11:=:=:= 13:=:=:= 18:1SO:=:keepdimsi,noop_with_empty_axesi
ReduceSum 1:1S:1S:axesI,keepdimsi 11:=:=:= 13:1SO:=:keepdimsi,noop_with_empty_axesi
ReduceSumSquare 1:1S:1S:axesI,keepdimsi 11:=:=:= 13:=:=:= 18:1SO:=:keepdimsi,noop_with_empty_axesi
RegexFullMatch 20:1S:1S:patterns
Relu 1:1S:1S:consumed_inputsI 6:=:=: 13:=:=:= 14:=:=:=
Reshape 1:1S:1S:consumed_inputsI,shapeI 5:2SS:=: 13:=:=:= 14:=:=:allowzeroi 19:=:=:= 21:=:=:= 23:=:=:= 24:=:=:= 25:=:=:=
Resize 10:2SS:1S:modes 11:3SSSO:=:coordinate_transformation_modes,cubic_coeff_af,exclude_outsidei,extrapolation_valuef,modes,nearest_modes 13:1SOOO:=:= 18:=:=:antialiasi,axesI,coordinate_transformation_modes,cubic_coeff_af,exclude_outsidei,extrapolation_valuef,keep_aspect_ratio_policys,modes,nearest_modes 19:=:=:=
ReverseSequence 10:2SS:1S:batch_axisi,time_axisi 28:=:=:=
RoiAlign 10:3SSS:1S:modes,output_heighti,output_widthi,sampling_ratioi,spatial_scalef 16:=:=:coordinate_transformation_modes,modes,output_heighti,output_widthi,sampling_ratioi,spatial_scalef 22:=:=:=
RotaryEmbedding 23:3SSSO:1S:interleavedi,num_headsi,rotary_embedding_dimi
Round 11:1S:1S: 22:=:=:=
STFT 17:2SSOO:1S:onesidedi
Scan 8:2OV:1V:bodyg!,directionsI,num_scan_inputsi! 9:1V:=:bodyg!,num_scan_inputsi!,scan_input_axesI,scan_input_directionsI,scan_output_axesI,scan_output_directionsI 11:=:=:= 16:=:=:= 19:=:=:= 21:=:=:= 23:=:=:= 24:=:=:= 25:=:=:=
Scatter 9:3SSS:1S:axisi 11
ScatterElements 11:3SSS:1S:axisi 13:=:=:= 16:=:=:axisi,reductions 18:=:=:=
ScatterND 11:3SSS:1S: 13:=:=:= 16:=:=:reductions 18:=:=:=
Selu 1:1S:1S:alphaf,consumed_inputsI,gammaf 6:=:=:alphaf,gammaf 22:=:=:=
SequenceAt 11:2SS:1S:
SequenceConstruct 11:1V:1S:
SequenceEmpty 11:0:1S:dtypei
SequenceErase 11:1SO:1S:
SequenceInsert 11:2SSO:1S:
SequenceLength 11:1S:1S:
SequenceMap 17:1SV:1V:bodyg!
Shape 1:1S:1S: 13:=:=:= 15:=:=:endi,starti 19:=:=:= 21:=:=:= 23:=:=:= 24:=:=:= 25:=:=:=
Shrink 9:1S:1S:biasf,lambdf
Sigmoid 1:1S:1S:consumed_inputsI 6:=:=: 13:=:=:=
Sign 9:1S:1S: 13:=:=:=
Sin 7:1S:1S: 22:=:=:=
Sinh 9:1S:1S: 22:=:=:=
Size 1:1S:1S: 13:=:=:= 19:=:=:= 21:=:=:= 23:=:=:= 24:=:=:= 25:=:=:=
Slice 1:1S:1S:axesI,endsI!,startsI! 10:3SSSOO:=: 11:=:=:= 13:=:=:=
Softmax 1:1S:1S:axisi 11:=:=:= 13:=:=:=
SoftmaxCrossEntropyLoss 12:2SSO:1SO:ignore_indexi,reductions 13:=:=:=
Softplus 1:1S:1S: 22:=:=:=
Softsign 1:1S:1S: 22:=:=:=
SpaceToDepth 1:1S:1S:blocksizei! 13:=:=:= 28:=:=:blocksizei!,modes
Split 1:1SO:1V:axisi,splitI 2:1S:=:= 11:=:=:= 13:1SO:=:axisi 18:=:=:axisi,num_outputsi
SplitToSequence 11:1SO:1S:axisi,keepdimsi 24:=:=:=
Sqrt 1:1S:1S:consumed_inputsI 6:=:=: 13:=:=:=
Squeeze 1:1S:1S:axesI 11:=:=:= 13:1SO:=: 21:=:=:= 23:=:=:= 24:=:=:= 25:=:=:=
StringConcat 20:2SS:1S:
StringNormalizer 10:1S:1S:case_change_actions,is_case_sensitivei,locales,stopwordsS
StringSplit 20:1S:2SS:delimiters,maxspliti
Sub 1:2SS:1S:axisi,broadcasti,consumed_inputsI 6:=:=:axisi,broadcasti 7:=:=: 13:=:=:= 14:=:=:=
Sum 1:1V:1S:consumed_inputsI 6:=:=: 8:=:=:= 13:=:=:=
SwiGLU 28:2SS:1S:alphaf
Swish 24:1S:1S:alphaf
Tan 7:1S:1S: 22:=:=:=
Tanh 1:1S:1S:consumed_inputsI 6:=:=: 13:=:=:=
TensorScatter 24:2SSO:1S:axisi,modes
TfIdfVectorizer 9:1S:1S:max_gram_lengthi!,max_skip_counti!,min_gram_lengthi!,modes!,ngram_countsI!,ngram_indexesI!,pool_int64sI,pool_stringsS,weightsF
ThresholdedRelu 10:1S:1S:alphaf 22:=:=:=
Tile 1:3SSS:1S: 6:2SS:=:= 13:=:=:=
TopK 1:1S:2SS:axisi,ki! 10:2SS:=:axisi 11:=:=:axisi,largesti,sortedi 24:=:=:=
Transpose 1:1S:1S:permI 13:=:=:= 21:=:=:= 23:=:=:= 24:=:=:= 25:=:=:=
Trilu 14:1SO:1S:upperi
Unique 11:1S:1SOOO:axisi,sortedi 28:=:=:=
Unsqueeze 1:1S:1S:axesI! 11:=:=:= 13:2SS:=: 21:=:=:= 23:=:=:= 24:=:=:= 25:=:=:=
Upsample 1:1S:1S:height_scalef!,modes,width_scalef! 7:=:=:modes,scalesF! 9:2SS:=:modes 10
Where 9:3SSS:1S: 16:=:=:=
Xor 1:2SS:1S:axisi,broadcasti 7:=:=:
`,
  'ai.onnx.ml': `
ArrayFeatureExtractor 1:2SS:1S:
Binarizer 1:1S:1S:thresholdf
CastMap 1:1S:1S:cast_tos,map_forms,max_mapi
CategoryMapper 1:1S:1S:cats_int64sI,cats_stringsS,default_int64i,default_strings
DictVectorizer 1:1S:1S:int64_vocabularyI,string_vocabularyS
FeatureVectorizer 1:1V:1S:inputdimensionsI
Imputer 1:1S:1S:imputed_value_floatsF,imputed_value_int64sI,replaced_value_floatf,replaced_value_int64i
LabelEncoder 1:1S:1S:classes_stringsS,default_int64i,default_strings 2:=:=:default_floatf,default_int64i,default_strings,keys_floatsF,keys_int64sI,keys_stringsS,values_floatsF,values_int64sI,values_stringsS 4:=:=:default_floatf,default_int64i,default_strings,default_tensort,keys_floatsF,keys_int64sI,keys_stringsS,keys_tensort,values_floatsF,values_int64sI,values_stringsS,values_tensort
LinearClassifier 1:1S:2SS:classlabels_intsI,classlabels_stringsS,coefficientsF!,interceptsF,multi_classi,post_transforms
LinearRegressor 1:1S:1S:coefficientsF,interceptsF,post_transforms,targetsi
Normalizer 1:1S:1S:norms
OneHotEncoder 1:1S:1S:cats_int64sI,cats_stringsS,zerosi
SVMClassifier 1:1S:2SS:classlabels_intsI,classlabels_stringsS,coefficientsF,kernel_paramsF,kernel_types,post_transforms,prob_aF,prob_bF,rhoF,support_vectorsF,vectors_per_classI
SVMRegressor 1:1S:1S:coefficientsF,kernel_paramsF,kernel_types,n_supportsi,one_classi,post_transforms,rhoF,support_vectorsF
Scaler 1:1S:1S:offsetF,scaleF
TreeEnsemble 5:1S:1S:aggregate_functioni,leaf_targetidsI!,leaf_weightst!,membership_valuest,n_targetsi,nodes_falseleafsI!,nodes_falsenodeidsI!,nodes_featureidsI!,nodes_hitratest,nodes_missing_value_tracks_trueI,nodes_modest!,nodes_splitst!,nodes_trueleafsI!,nodes_truenodeidsI!,post_transformi,tree_rootsI!
TreeEnsembleClassifier 1:1S:2SS:base_valuesF,class_idsI,class_nodeidsI,class_treeidsI,class_weightsF,classlabels_int64sI,classlabels_stringsS,nodes_falsenodeidsI,nodes_featureidsI,nodes_hitratesF,nodes_missing_value_tracks_trueI,nodes_modesS,nodes_nodeidsI,nodes_treeidsI,nodes_truenodeidsI,nodes_valuesF,post_transforms 3:=:=:base_valuesF,base_values_as_tensort,class_idsI,class_nodeidsI,class_treeidsI,class_weightsF,class_weights_as_tensort,classlabels_int64sI,classlabels_stringsS,nodes_falsenodeidsI,nodes_featureidsI,nodes_hitratesF,nodes_hitrates_as_tensort,nodes_missing_value_tracks_trueI,nodes_modesS,nodes_nodeidsI,nodes_treeidsI,nodes_truenodeidsI,nodes_valuesF,nodes_values_as_tensort,post_transforms 5
TreeEnsembleRegressor 1:1S:1S:aggregate_functions,base_valuesF,n_targetsi,nodes_falsenodeidsI,nodes_featureidsI,nodes_hitratesF,nodes_missing_value_tracks_trueI,nodes_modesS,nodes_nodeidsI,nodes_treeidsI,nodes_truenodeidsI,nodes_valuesF,post_transforms,target_idsI,target_nodeidsI,target_treeidsI,target_weightsF 3:=:=:aggregate_functions,base_valuesF,base_values_as_tensort,n_targetsi,nodes_falsenodeidsI,nodes_featureidsI,nodes_hitratesF,nodes_hitrates_as_tensort,nodes_missing_value_tracks_trueI,nodes_modesS,nodes_nodeidsI,nodes_treeidsI,nodes_truenodeidsI,nodes_valuesF,nodes_values_as_tensort,post_transforms,target_idsI,target_nodeidsI,target_treeidsI,target_weightsF,target_weights_as_tensort 5
ZipMap 1:1S:1S:classlabels_int64sI,classlabels_stringsS
`,
  'ai.onnx.preview.training': `
Adagrad 1:3SSV:1V:decay_factorf,epsilonf,norm_coefficientf
Adam 1:3SSV:1V:alphaf,betaf,epsilonf,norm_coefficientf,norm_coefficient_postf
Gradient 1:1V:1V:xsS!,ys!,zsS
Momentum 1:3SSV:1V:alphaf!,betaf!,modes!,norm_coefficientf!
`,
  'ai.onnx.preview': `
FlexAttention 1:3SSS:1S:prob_modg,scalef,score_modg,softmax_precisioni
`,
};
