// Made by tools/graph/versions.py: do not edit.
// onnx 1.23.1.

export const AI_ONNX = `
Abs 6|X:T|Y:T||T=dfhliscLISC 13|=|=|=|T=dfhbliscLISC
Acos 7|input:T|output:T||T=dfh 22|=|=|=|T=dfhb
Acosh 9|input:T|output:T||T=dfh 22|=|=|=|T=dfhb
Add 6|A:T,B:T|C:T|axis:int;broadcast:int=0|T=dfhliLI 7|=|=||= 13|=|=|=|T=dfhbliLI 14|=|=|=|T=dfhbliscLISC
AffineGrid 20|theta:T1,size:T2|grid:T1|align_corners:int=0|T1=dfhb,T2=l
And 1|A:T,B:T|C:T1|axis:int;broadcast:int=0|T=?,T1=? 7|=|=||=
ArgMax 1|data:T|reduced:#l|axis:int=0;keepdims:int=1|T=dfhliscLISC 11|=|=|=|= 12|=|=|axis:int=0;keepdims:int=1;select_last_index:int=0|= 13|=|=|=|T=dfhbliscLISC
ArgMin 1|data:T|reduced:#l|axis:int=0;keepdims:int=1|T=dfhliscLISC 11|=|=|=|= 12|=|=|axis:int=0;keepdims:int=1;select_last_index:int=0|= 13|=|=|=|T=dfhbliscLISC
Asin 7|input:T|output:T||T=dfh 22|=|=|=|T=dfhb
Asinh 9|input:T|output:T||T=dfh 22|=|=|=|T=dfhb
Atan 7|input:T|output:T||T=dfh 22|=|=|=|T=dfhb
Atanh 9|input:T|output:T||T=dfh 22|=|=|=|T=dfhb
Attention 23|Q:T1,K:T1,V:T2,attn_mask?:U,past_key?:T1,past_value?:T2|Y:T1,present_key?:T1,present_value?:T2,qk_matmul_output?:T1|is_causal:int=0;kv_num_heads:int;q_num_heads:int;qk_matmul_output_mode:int=0;scale:float;softcap:float=0.0;softmax_precision:int|T1=dfhb,T2=dfhb,U=dfhbliscLISC? 24|Q:T1,K:T1,V:T2,attn_mask?:U,past_key?:T1,past_value?:T2,nonpad_kv_seqlen?:#l|=|=|= 25|=|=|is_causal:int=0;kv_num_heads:int;left_window_size:int=-1;q_num_heads:int;qk_matmul_output_mode:int=0;right_window_size:int=-1;scale:float;softcap:float=0.0;softmax_precision:int|=
AveragePool 1|X:T|Y:T|auto_pad:string=NOTSET;kernel_shape:ints!;pads:ints;strides:ints|T=dfh 7|=|=|auto_pad:string=NOTSET;count_include_pad:int=0;kernel_shape:ints!;pads:ints;strides:ints|= 10|=|=|auto_pad:string=NOTSET;ceil_mode:int=0;count_include_pad:int=0;kernel_shape:ints!;pads:ints;strides:ints|= 11|=|=|=|= 19|=|=|auto_pad:string=NOTSET;ceil_mode:int=0;count_include_pad:int=0;dilations:ints;kernel_shape:ints!;pads:ints;strides:ints|= 22|=|=|=|T=dfhb
BatchNormalization 6|X:T,scale:T,B:T,mean:T,var:T|Y:T,mean?:T,var?:T,saved_mean?:T,saved_var?:T|epsilon:float=1e-05;is_test:int=0;momentum:float=0.9;spatial:int=1|T=dfh 7|=|=|epsilon:float=1e-05;momentum:float=0.9;spatial:int=1|= 9|=|=|epsilon:float=1e-05;momentum:float=0.9|= 14|X:T,scale:T,B:T,input_mean:U,input_var:U|Y:T,running_mean?:U,running_var?:U|epsilon:float=1e-05;momentum:float=0.9;training_mode:int=0|T=dfhb,U=dfhb 15|X:T,scale:T1,B:T1,input_mean:T2,input_var:T2|Y:T,running_mean?:T2,running_var?:T2|=|T=dfhb,T1=dfhb,T2=dfhb
Bernoulli 15|input:T1|output:T2|dtype:int;seed:float|T1=dfh,T2=dfhbliscLISC? 22|=|=|=|T1=dfhb,T2=dfhbliscLISC?
BitCast 26|input:T1|output:T2|to:int!|T1=dfhbliscLISCnN?zZ1234~,T2=dfhbliscLISCnN?zZ1234~
BitShift 11|X:T,Y:T|Z:T|direction:string!|T=LISC
BitwiseAnd 18|A:T,B:T|C:T||T=liscLISC
BitwiseNot 18|X:T|Y:T||T=liscLISC
BitwiseOr 18|A:T,B:T|C:T||T=liscLISC
BitwiseXor 18|A:T,B:T|C:T||T=liscLISC
BlackmanWindow 17|size:T1|output:T2|output_datatype:int=1;periodic:int=1|T1=li,T2=dfhbliscLISC
Cast 6|input:T1|output:T2|to:int!|T1=dfhliscLISC?,T2=dfhliscLISC? 9|=|=|=|T1=dfhliscLISC?t,T2=dfhliscLISC?t 13|=|=|=|T1=dfhbliscLISC?t,T2=dfhbliscLISC?t 19|=|=|saturate:int=1;to:int!|T1=dfhbliscLISC?t1234,T2=dfhbliscLISC?t1234 21|=|=|=|T1=dfhbliscLISCnN?t1234,T2=dfhbliscLISCnN?t1234 23|=|=|=|T1=dfhbliscLISCnN?t1234~,T2=dfhbliscLISCnN?t1234~ 24|=|=|round_mode:string=up;saturate:int=1;to:int!|= 25|=|=|=|=
CastLike 15|input:T1,target_type:T2|output:T2||T1=dfhbliscLISC?t,T2=dfhbliscLISC?t 19|=|=|saturate:int=1|T1=dfhbliscLISC?t1234,T2=dfhbliscLISC?t1234 21|=|=|=|T1=dfhbliscLISCnN?t1234,T2=dfhbliscLISCnN?t1234 23|=|=|=|T1=dfhbliscLISCnN?t1234~,T2=dfhbliscLISCnN?t1234~ 24|=|=|round_mode:string=up;saturate:int=1|= 25|=|=|=|=
Ceil 6|X:T|Y:T||T=dfh 13|=|=|=|T=dfhb
Celu 12|X:T|Y:T|alpha:float=1.0|T=f
CenterCropPad 18|input_data:T,shape:Tind|output_data:T|axes:ints|T=dfhbliscLISC?tzZ,Tind=li
Clip 6|input:T|output:T|max:float=3.4028235e+38;min:float=-3.4028235e+38|T=dfh 11|input:T,min?:T,max?:T|=||= 12|=|=|=|T=dfhliscLISC 13|=|=|=|T=dfhbliscLISC
Col2Im 18|input:T,image_shape:#l,block_shape:#l|output:T|dilations:ints;pads:ints;strides:ints|T=dfhbliscLISC?tzZ
Compress 9|input:T,condition:T1|output:T|axis:int|T=dfhliscLISC?tzZ,T1=? 11|=|=|=|=
Concat 4|inputs*:T|concat_result:T|axis:int!|T=dfhliscLISC?tzZ 11|=|=|=|= 13|=|=|=|T=dfhbliscLISC?tzZ
ConcatFromSequence 11|input_sequence:S|concat_result:T|axis:int!;new_axis:int=0|S=~,T=dfhliscLISC?tzZ
Constant 1||output:T|value:tensor!|T=dfh 9|=|=|=|T=dfhliscLISC?tzZ 11|=|=|sparse_value:sparse_tensor;value:tensor|= 12|=|=|sparse_value:sparse_tensor;value:tensor;value_float:float;value_floats:floats;value_int:int;value_ints:ints;value_string:string;value_strings:strings|= 13|=|=|=|T=dfhbliscLISC?tzZ 19|=|=|=|T=dfhbliscLISC?tzZ1234 21|=|=|=|T=dfhbliscLISCnN?tzZ1234 23|=|=|=|T=dfhbliscLISCnN?tzZ1234~ 24|=|=|=|= 25|=|=|=|=
ConstantOfShape 9|input:T1|output:T2|value:tensor|T1=l,T2=dfhliscLISC? 20|=|=|=|T1=l,T2=dfhbliscLISC?1234 21|=|=|=|T1=l,T2=dfhbliscLISCnN?1234 23|=|=|=|T1=l,T2=dfhbliscLISCnN?1234~ 24|=|=|=|= 25|=|=|=|=
Conv 1|X:T,W:T,B?:T|Y:T|auto_pad:string=NOTSET;dilations:ints;group:int=1;kernel_shape:ints;pads:ints;strides:ints|T=dfh 11|=|=|=|= 22|=|=|=|T=dfhb
ConvInteger 10|x:T1,w:T2,x_zero_point?:T1,w_zero_point?:T2|y:T3|auto_pad:string=NOTSET;dilations:ints;group:int=1;kernel_shape:ints;pads:ints;strides:ints|T1=cC,T2=cC,T3=i
ConvTranspose 1|X:T,W:T,B?:T|Y:T|auto_pad:string=NOTSET;dilations:ints;group:int=1;kernel_shape:ints;output_padding:ints;output_shape:ints;pads:ints;strides:ints|T=dfh 11|=|=|=|= 22|=|=|=|T=dfhb
Cos 7|input:T|output:T||T=dfh 22|=|=|=|T=dfhb
Cosh 9|input:T|output:T||T=dfh 22|=|=|=|T=dfhb
CumProd 26|x:T,axis:T2|y:T|exclusive:int=0;reverse:int=0|T=dfhbliLI,T2=li
CumSum 11|x:T,axis:T2|y:T|exclusive:int=0;reverse:int=0|T=dfliLI,T2=li 14|=|=|=|T=dfhbliLI,T2=li
DFT 17|input:T1,dft_length?:T2|output:T1|axis:int=1;inverse:int=0;onesided:int=0|T1=dfhb,T2=li 20|input:T1,dft_length?:T2,axis?:#l|=|inverse:int=0;onesided:int=0|=
DeformConv 19|X:T,W:T,offset:T,B?:T,mask?:T|Y:T|dilations:ints;group:int=1;kernel_shape:ints;offset_group:int=1;pads:ints;strides:ints|T=dfh 22|=|=|=|T=dfhb
DepthToSpace 1|input:T|output:T|blocksize:int!|T=dfhliscLISC?tzZ 11|=|=|blocksize:int!;mode:string=DCR|= 13|=|=|=|T=dfhbliscLISC?tzZ
DequantizeLinear 10|x:T,x_scale:#f,x_zero_point?:T|y:#f||T=icC 13|=|=|axis:int=1|= 19|x:T1,x_scale:T2,x_zero_point?:T1|y:T2|=|T1=icC1234,T2=fhb 21|=|=|axis:int=1;block_size:int=0|T1=iscSCnN1234,T2=fhb 23|=|y:T3|axis:int=1;block_size:int=0;output_dtype:int=0|T1=iscSCnN1234~,T2=fhb,T3=fhb 24|=|=|=|T1=iscSCnN1234~,T2=fhb~,T3=fhb 25|=|=|=|=
Det 11|X:T|Y:T||T=dfh 22|=|=|=|T=dfhb
Div 6|A:T,B:T|C:T|axis:int;broadcast:int=0|T=dfhliLI 7|=|=||= 13|=|=|=|T=dfhbliLI 14|=|=|=|T=dfhbliscLISC
Dropout 6|data:T|output:T,mask?:T|is_test:int=0;ratio:float=0.5|T=dfh 7|=|=|ratio:float=0.5|= 10|=|output:T,mask?:T1|=|T=dfh,T1=? 12|data:T,ratio?:T1,training_mode?:T2|output:T,mask?:T2|seed:int|T=dfh,T1=dfh,T2=? 13|=|=|=|T=dfhb,T1=dfh,T2=? 22|=|=|=|T=dfhb1234,T1=dfhb1234,T2=?
DynamicQuantizeLinear 11|x:T1|y:T2,y_scale:#f,y_zero_point:T2||T1=f,T2=C
Einsum 12|Inputs*:T|Output:T|equation:string!|T=dfhliscLISC
Elu 6|X:T|Y:T|alpha:float=1.0|T=dfh 22|=|=|=|T=dfhb
Equal 1|A:T,B:T|C:T1|axis:int;broadcast:int=0|T=li?,T1=? 7|=|=||= 11|=|=|=|T=dfhliscLISC?,T1=? 13|=|=|=|T=dfhbliscLISC?,T1=? 19|=|=|=|T=dfhbliscLISC?t,T1=?
Erf 9|input:T|output:T||T=dfhliscLISC 13|=|=|=|T=dfhb
Exp 6|input:T|output:T||T=dfh 13|=|=|=|T=dfhb
Expand 8|input:T,shape:#l|output:T||T=dfhliscLISC?tzZ 13|=|=|=|T=dfhbliscLISC?tzZ
EyeLike 9|input:T1|output:T2|dtype:int;k:int=0|T1=dfhliscLISC?,T2=dfhliscLISC? 22|=|=|=|T1=dfhbliscLISC?,T2=dfhbliscLISC?
Flatten 1|input:T|output:T|axis:int=1|T=dfh 9|=|=|=|T=dfhliscLISC?tzZ 11|=|=|=|= 13|=|=|=|T=dfhbliscLISC?tzZ 21|=|=|=|T=dfhbliscLISCnN?tzZ1234 23|=|=|=|T=dfhbliscLISCnN?tzZ1234~ 24|=|=|=|= 25|=|=|=|=
Floor 6|X:T|Y:T||T=dfh 13|=|=|=|T=dfhb
GRU 3|X:T,W:T,R:T,B?:T,sequence_lens?:T1,initial_h?:T|Y?:T,Y_h?:T|activation_alpha:floats;activation_beta:floats;activations:strings;clip:float;direction:string=forward;hidden_size:int;linear_before_reset:int=0;output_sequence:int=0|T=dfh,T1=i 7|=|=|activation_alpha:floats;activation_beta:floats;activations:strings;clip:float;direction:string=forward;hidden_size:int;linear_before_reset:int=0|= 14|=|=|activation_alpha:floats;activation_beta:floats;activations:strings;clip:float;direction:string=forward;hidden_size:int;layout:int=0;linear_before_reset:int=0|= 22|=|=|=|T=dfhb,T1=i
Gather 1|data:T,indices:Tind|output:T|axis:int=0|T=dfhliscLISC?tzZ,Tind=li 11|=|=|=|= 13|=|=|=|T=dfhbliscLISC?tzZ,Tind=li
GatherElements 11|data:T,indices:Tind|output:T|axis:int=0|T=dfhliscLISC?tzZ,Tind=li 13|=|=|=|T=dfhbliscLISC?tzZ,Tind=li
GatherND 11|data:T,indices:#l|output:T||T=dfhliscLISC?tzZ 12|=|=|batch_dims:int=0|= 13|=|=|=|T=dfhbliscLISC?tzZ
Gelu 20|X:T|Y:T|approximate:string=none|T=dfhb
Gemm 6|A:T,B:T,C:T|Y:T|alpha:float=1.0;beta:float=1.0;broadcast:int=0;transA:int=0;transB:int=0|T=dfh 7|=|=|alpha:float=1.0;beta:float=1.0;transA:int=0;transB:int=0|= 9|=|=|=|T=dfhliLI 11|A:T,B:T,C?:T|=|=|= 13|=|=|=|T=dfhbliLI
GlobalAveragePool 1|X:T|Y:T||T=dfh 22|=|=|=|T=dfhb
GlobalLpPool 2|X:T|Y:T|p:int=2|T=dfh 22|=|=|=|T=dfhb
GlobalMaxPool 1|X:T|Y:T||T=dfh 22|=|=|=|T=dfhb
Greater 1|A:T,B:T|C:T1|axis:int;broadcast:int=0|T=dfh,T1=? 7|=|=||= 9|=|=|=|T=dfhliscLISC,T1=? 13|=|=|=|T=dfhbliscLISC,T1=?
GreaterOrEqual 12|A:T,B:T|C:T1||T=dfhliscLISC,T1=? 16|=|=|=|T=dfhbliscLISC,T1=?
GridSample 16|X:T1,grid:T2|Y:T1|align_corners:int=0;mode:string=bilinear;padding_mode:string=zeros|T1=dfhliscLISC?tzZ,T2=dfh 20|=|=|align_corners:int=0;mode:string=linear;padding_mode:string=zeros|= 22|=|=|=|T1=dfhbliscLISC?tzZ,T2=dfhb
GroupNormalization 18 21|X:T,scale:T,bias:T|Y:T|epsilon:float=1e-05;num_groups:int!;stash_type:int=1|T=dfhb
HammingWindow 17|size:T1|output:T2|output_datatype:int=1;periodic:int=1|T1=li,T2=dfhbliscLISC
HannWindow 17|size:T1|output:T2|output_datatype:int=1;periodic:int=1|T1=li,T2=dfhbliscLISC
HardSigmoid 6|X:T|Y:T|alpha:float=0.2;beta:float=0.5|T=dfh 22|=|=|=|T=dfhb
HardSwish 14|X:T|Y:T||T=dfh 22|=|=|=|T=dfhb
Hardmax 1|input:T|output:T|axis:int=1|T=dfh 11|=|=|=|= 13|=|=|axis:int=-1|T=dfhb
Identity 1|input:T|output:T||T=dfhliscLISC?tzZ 13|=|=|=|T=dfhbliscLISC?tzZ 14|input:V|output:V|=|V=dfhbliscLISC?tzZ~ 16|=|=|=|= 19|=|=|=|V=dfhbliscLISC?tzZ1234~ 21|=|=|=|V=dfhbliscLISCnN?tzZ1234~ 23|=|=|=|= 24|=|=|=|= 25|=|=|=|=
If 1|cond:B|outputs*:V|else_branch:graph!;then_branch:graph!|V=dfhliscLISC?tzZ,B=? 11|=|=|=|= 13|=|=|=|V=dfhliscLISC?tzZ~,B=? 16|=|=|=|V=dfhbliscLISC?tzZ~,B=? 19|=|=|=|V=dfhbliscLISC?tzZ1234~,B=? 21|=|=|=|V=dfhbliscLISCnN?tzZ1234~,B=? 23|=|=|=|= 24|=|=|=|= 25|=|=|=|=
ImageDecoder 20|encoded_stream:T1|image:T2|pixel_format:string=RGB|T1=C,T2=C
InstanceNormalization 6|input:T,scale:T,B:T|output:T|epsilon:float=1e-05|T=dfh 22|=|=|=|T=dfhb
IsInf 10|X:T1|Y:T2|detect_negative:int=1;detect_positive:int=1|T1=df,T2=? 20|=|=|=|T1=dfhb1234,T2=?
IsNaN 9|X:T1|Y:T2||T1=dfh,T2=? 13|=|=|=|T1=dfhb,T2=? 20|=|=|=|T1=dfhb1234,T2=?
LRN 1|X:T|Y:T|alpha:float=1e-04;beta:float=0.75;bias:float=1.0;size:int!|T=dfh 13|=|=|=|T=dfhb
LSTM 1|X:T,W:T,R:T,B?:T,sequence_lens?:T1,initial_h?:T,initial_c?:T,P?:T|Y?:T,Y_h?:T,Y_c?:T|activation_alpha:floats;activation_beta:floats;activations:strings;clip:float;direction:string=forward;hidden_size:int;input_forget:int=0;output_sequence:int=0|T=dfh,T1=i 7|=|=|activation_alpha:floats;activation_beta:floats;activations:strings;clip:float;direction:string=forward;hidden_size:int;input_forget:int=0|= 14|=|=|activation_alpha:floats;activation_beta:floats;activations:strings;clip:float;direction:string=forward;hidden_size:int;input_forget:int=0;layout:int=0|= 22|=|=|=|T=dfhb,T1=i
LayerNormalization 17|X:T,Scale:T,B?:T|Y:T,Mean?:U,InvStdDev?:U|axis:int=-1;epsilon:float=1e-05;stash_type:int=1|T=dfhb,U=fb
LeakyRelu 6|X:T|Y:T|alpha:float=0.01|T=dfh 16|=|=|=|T=dfhb
Less 1|A:T,B:T|C:T1|axis:int;broadcast:int=0|T=dfh,T1=? 7|=|=||= 9|=|=|=|T=dfhliscLISC,T1=? 13|=|=|=|T=dfhbliscLISC,T1=?
LessOrEqual 12|A:T,B:T|C:T1||T=dfhliscLISC,T1=? 16|=|=|=|T=dfhbliscLISC,T1=?
Log 6|input:T|output:T||T=dfh 13|=|=|=|T=dfhb
LogSoftmax 1|input:T|output:T|axis:int=1|T=dfh 11|=|=|=|= 13|=|=|axis:int=-1|T=dfhb
Loop 1|M?:I,cond?:B,v_initial*:V|v_final_and_scan_outputs*:V|body:graph!|V=dfhliscLISC?tzZ,I=l,B=? 11|=|=|=|= 13|=|=|=|V=dfhliscLISC?tzZ~,I=l,B=? 16|=|=|=|V=dfhbliscLISC?tzZ~,I=l,B=? 19|=|=|=|V=dfhbliscLISC?tzZ1234~,I=l,B=? 21|=|=|=|V=dfhbliscLISCnN?tzZ1234~,I=l,B=? 23|=|=|=|= 24|=|=|=|= 25|=|=|=|=
LpNormalization 1|input:T|output:T|axis:int=-1;p:int=2|T=dfh 22|=|=|=|T=dfhb
LpPool 2|X:T|Y:T|auto_pad:string=NOTSET;kernel_shape:ints!;p:int=2;pads:ints;strides:ints|T=dfh 11|=|=|=|= 18|=|=|auto_pad:string=NOTSET;ceil_mode:int=0;dilations:ints;kernel_shape:ints!;p:int=2;pads:ints;strides:ints|= 22|=|=|=|T=dfhb
MatMul 1|A:T,B:T|Y:T||T=dfh 9|=|=|=|T=dfhliLI 13|=|=|=|T=dfhbliLI
MatMulInteger 10|A:T1,B:T2,a_zero_point?:T1,b_zero_point?:T2|Y:T3||T1=cC,T2=cC,T3=i
Max 6|data_0*:T|max:T||T=dfh 8|=|=|=|= 12|=|=|=|T=dfhliscLISC 13|=|=|=|T=dfhbliscLISC
MaxPool 1|X:T|Y:T|auto_pad:string=NOTSET;kernel_shape:ints!;pads:ints;strides:ints|T=dfh 8|=|Y:T,Indices?:I|auto_pad:string=NOTSET;kernel_shape:ints!;pads:ints;storage_order:int=0;strides:ints|T=dfh,I=l 10|=|=|auto_pad:string=NOTSET;ceil_mode:int=0;dilations:ints;kernel_shape:ints!;pads:ints;storage_order:int=0;strides:ints|= 11|=|=|=|= 12|=|=|=|T=dfhcC,I=l 22|=|=|=|T=dfhbcC,I=l
MaxRoiPool 1|X:T,rois:T|Y:T|pooled_shape:ints!;spatial_scale:float=1.0|T=dfh 22|=|=|=|T=dfhb
MaxUnpool 9|X:T1,I:T2,output_shape?:T2|output:T1|kernel_shape:ints!;pads:ints;strides:ints|T1=dfh,T2=l 11|=|=|=|= 22|=|=|=|T1=dfhb,T2=l
Mean 6|data_0*:T|mean:T||T=dfh 8|=|=|=|= 13|=|=|=|T=dfhb
MeanVarianceNormalization 9|X:T|Y:T|axes:ints=0,2,3|T=dfh 13|=|=|=|T=dfhb
MelWeightMatrix 17|num_mel_bins:T1,dft_length:T1,sample_rate:T1,lower_edge_hertz:T2,upper_edge_hertz:T2|output:T3|output_datatype:int=1|T1=li,T2=dfhb,T3=dfhbliscLISC
Min 6|data_0*:T|min:T||T=dfh 8|=|=|=|= 12|=|=|=|T=dfhliscLISC 13|=|=|=|T=dfhbliscLISC
Mish 18|X:T|Y:T||T=dfh 22|=|=|=|T=dfhb
Mod 10|A:T,B:T|C:T|fmod:int=0|T=dfhliscLISC 13|=|=|=|T=dfhbliscLISC
Mul 6|A:T,B:T|C:T|axis:int;broadcast:int=0|T=dfhliLI 7|=|=||= 13|=|=|=|T=dfhbliLI 14|=|=|=|T=dfhbliscLISC
Multinomial 7|input:T1|output:T2|dtype:int=6;sample_size:int=1;seed:float|T1=dfh,T2=li 22|=|=|=|T1=dfhb,T2=li
Neg 6|X:T|Y:T||T=dfhlisc 13|=|=|=|T=dfhblisc
NegativeLogLikelihoodLoss 12|input:T,target:Tind,weight?:T|loss:T|ignore_index:int;reduction:string=mean|T=dfh,Tind=li 13|=|=|=|= 22|=|=|=|T=dfhb,Tind=li
NonMaxSuppression 10|boxes:#f,scores:#f,max_output_boxes_per_class?:#l,iou_threshold?:#f,score_threshold?:#f|selected_indices:#l|center_point_box:int=0| 11|=|=|=|=
NonZero 9|X:T|Y:#l||T=dfhliscLISC?tzZ 13|=|=|=|T=dfhbliscLISC?tzZ
Not 1|X:T|Y:T||T=?
OneHot 9|indices:T1,depth:T2,values:T3|output:T3|axis:int=-1|T1=dfhliscLISC,T2=dfhliscLISC,T3=dfhliscLISC?tzZ 11|=|=|=|=
Optional 15|input?:V|output:O|type:type_proto|V=dfhliscLISC?tzZ~,O=~
OptionalGetElement 15|input:O|output:V||O=~,V=dfhliscLISC?tzZ~ 18|=|=|=|O=dfhliscLISC?tzZ~,V=dfhliscLISC?tzZ~
OptionalHasElement 15|input:O|output:B||O=~,B=? 18|input?:O|=|=|O=dfhliscLISC?tzZ~,B=?
Or 1|A:T,B:T|C:T1|axis:int;broadcast:int=0|T=?,T1=? 7|=|=||=
PRelu 6|X:T,slope:T|Y:T||T=dfh 7|=|=|=|= 9|=|=|=|T=dfhliLI 16|=|=|=|T=dfhbliLI
Pad 2|data:T|output:T|mode:string=constant;pads:ints!;value:float=0.0|T=dfh 11|data:T,pads:#l,constant_value?:T|=|mode:string=constant|T=dfhliscLISC 13|=|=|=|T=dfhbliscLISC?tzZ 18|data:T,pads:#l,constant_value?:T,axes?:Tind|=|=|T=dfhbliscLISC?tzZ,Tind=li 19|=|=|=|= 21|=|=|=|T=dfhbliscLISCnN?tzZ1234,Tind=li 23|=|=|=|T=dfhbliscLISCnN?tzZ1234~,Tind=li 24|=|=|=|= 25|=|=|=|=
Pow 1|X:T,Y:T|Z:T|axis:int;broadcast:int=0|T=dfh 7|=|=||= 12|X:T,Y:T1|=|=|T=dfhli,T1=dfhliscLISC 13|=|=|=|T=dfhbli,T1=dfhliscLISC 15|=|=|=|T=dfhbli,T1=dfhbliscLISC
QLinearConv 10|x:T1,x_scale:#f,x_zero_point:T1,w:T2,w_scale:#f,w_zero_point:T2,y_scale:#f,y_zero_point:T3,B?:T4|y:T3|auto_pad:string=NOTSET;dilations:ints;group:int=1;kernel_shape:ints;pads:ints;strides:ints|T1=cC,T2=cC,T3=cC,T4=i
QLinearMatMul 10|a:T1,a_scale:#f,a_zero_point:T1,b:T2,b_scale:#f,b_zero_point:T2,y_scale:#f,y_zero_point:T3|y:T3||T1=cC,T2=cC,T3=cC 21|a:T1,a_scale:TS,a_zero_point:T1,b:T2,b_scale:TS,b_zero_point:T2,y_scale:TS,y_zero_point:T3|=|=|TS=fhb,T1=cC1234,T2=cC1234,T3=cC1234
QuantizeLinear 10|x:T1,y_scale:#f,y_zero_point?:T2|y:T2||T1=fi,T2=cC 13|=|=|axis:int=1|= 19|x:T1,y_scale:T1,y_zero_point?:T2|=|axis:int=1;saturate:int=1|T1=fhbi,T2=cC1234 21|=|=|axis:int=1;block_size:int=0;output_dtype:int=0;saturate:int=1|T1=fhbi,T2=scSCnN1234 23|x:T1,y_scale:T2,y_zero_point?:T3|y:T3|axis:int=1;block_size:int=0;output_dtype:int=0;precision:int=0;saturate:int=1|T1=fhbi,T2=fhbi,T3=scSCnN1234~ 24|=|=|=|T1=fhbi,T2=fhbi~,T3=scSCnN1234~ 25|=|=|=|=
RMSNormalization 23|X:T,scale:V|Y:V|axis:int=-1;epsilon:float=1e-05;stash_type:int=1|T=dfhb,V=dfhb
RNN 1|X:T,W:T,R:T,B?:T,sequence_lens?:T1,initial_h?:T|Y?:T,Y_h?:T|activation_alpha:floats;activation_beta:floats;activations:strings=Tanh,Tanh;clip:float;direction:string=forward;hidden_size:int;output_sequence:int=0|T=dfh,T1=i 7|=|=|activation_alpha:floats;activation_beta:floats;activations:strings=Tanh,Tanh;clip:float;direction:string=forward;hidden_size:int|= 14|=|=|activation_alpha:floats;activation_beta:floats;activations:strings=Tanh,Tanh;clip:float;direction:string=forward;hidden_size:int;layout:int=0|= 22|=|=|=|T=dfhb,T1=i
RandomNormal 1||output:T|dtype:int=1;mean:float=0.0;scale:float=1.0;seed:float;shape:ints!|T=dfh 22|=|=|=|T=dfhb
RandomNormalLike 1|input:T1|output:T2|dtype:int;mean:float=0.0;scale:float=1.0;seed:float|T1=dfhliscLISC?tzZ,T2=dfh 22|=|=|=|T1=dfhbliscLISC?tzZ,T2=dfhb
RandomUniform 1||output:T|dtype:int=1;high:float=1.0;low:float=0.0;seed:float;shape:ints!|T=dfh 22|=|=|=|T=dfhb
RandomUniformLike 1|input:T1|output:T2|dtype:int;high:float=1.0;low:float=0.0;seed:float|T1=dfhliscLISC?tzZ,T2=dfh 22|=|=|=|T1=dfhbliscLISC?tzZ,T2=dfhb
Range 11|start:T,limit:T,delta:T|output:T||T=dflis
Reciprocal 6|X:T|Y:T||T=dfh 13|=|=|=|T=dfhb
ReduceL1 1|data:T|reduced:T|axes:ints;keepdims:int=1|T=dfhliLI 11|=|=|=|= 13|=|=|=|T=dfhbliLI 18|data:T,axes?:#l|=|keepdims:int=1;noop_with_empty_axes:int=0|=
ReduceL2 1|data:T|reduced:T|axes:ints;keepdims:int=1|T=dfhliLI 11|=|=|=|= 13|=|=|=|T=dfhbliLI 18|data:T,axes?:#l|=|keepdims:int=1;noop_with_empty_axes:int=0|=
ReduceLogSum 1|data:T|reduced:T|axes:ints;keepdims:int=1|T=dfhliLI 11|=|=|=|= 13|=|=|=|T=dfhbliLI 18|data:T,axes?:#l|=|keepdims:int=1;noop_with_empty_axes:int=0|=
ReduceLogSumExp 1|data:T|reduced:T|axes:ints;keepdims:int=1|T=dfhliLI 11|=|=|=|= 13|=|=|=|T=dfhbliLI 18|data:T,axes?:#l|=|keepdims:int=1;noop_with_empty_axes:int=0|=
ReduceMax 1|data:T|reduced:T|axes:ints;keepdims:int=1|T=dfhliLI 11|=|=|=|= 12|=|=|=|T=dfhlicLIC 13|=|=|=|T=dfhblicLIC 18|data:T,axes?:#l|=|keepdims:int=1;noop_with_empty_axes:int=0|= 20|=|=|=|T=dfhblicLIC?
ReduceMean 1|data:T|reduced:T|axes:ints;keepdims:int=1|T=dfhliLI 11|=|=|=|= 13|=|=|=|T=dfhbliLI 18|data:T,axes?:#l|=|keepdims:int=1;noop_with_empty_axes:int=0|=
ReduceMin 1|data:T|reduced:T|axes:ints;keepdims:int=1|T=dfhliLI 11|=|=|=|= 12|=|=|=|T=dfhlicLIC 13|=|=|=|T=dfhblicLIC 18|data:T,axes?:#l|=|keepdims:int=1;noop_with_empty_axes:int=0|= 20|=|=|=|T=dfhblicLIC?
ReduceProd 1|data:T|reduced:T|axes:ints;keepdims:int=1|T=dfhliLI 11|=|=|=|= 13|=|=|=|T=dfhbliLI 18|data:T,axes?:#l|=|keepdims:int=1;noop_with_empty_axes:int=0|=
ReduceSum 1|data:T|reduced:T|axes:ints;keepdims:int=1|T=dfhliLI 11|=|=|=|= 13|data:T,axes?:#l|=|keepdims:int=1;noop_with_empty_axes:int=0|T=dfhbliLI
ReduceSumSquare 1|data:T|reduced:T|axes:ints;keepdims:int=1|T=dfhliLI 11|=|=|=|= 13|=|=|=|T=dfhbliLI 18|data:T,axes?:#l|=|keepdims:int=1;noop_with_empty_axes:int=0|=
RegexFullMatch 20|X:T1|Y:T2|pattern:string|T1=t,T2=?
Relu 6|X:T|Y:T||T=dfh 13|=|=|=|T=dfhb 14|=|=|=|T=dfhblisc
Reshape 5|data:T,shape:#l|reshaped:T||T=dfhliscLISC?tzZ 13|=|=|=|T=dfhbliscLISC?tzZ 14|=|=|allowzero:int=0|= 19|=|=|=|T=dfhbliscLISC?tzZ1234 21|=|=|=|T=dfhbliscLISCnN?tzZ1234 23|=|=|=|T=dfhbliscLISCnN?tzZ1234~ 24|=|=|=|= 25|=|=|=|=
Resize 10|X:T,scales:#f|Y:T|mode:string=nearest|T=dfhliscLISC?tzZ 11|X:T1,roi:T2,scales:#f,sizes?:#l|Y:T1|coordinate_transformation_mode:string=half_pixel;cubic_coeff_a:float=-0.75;exclude_outside:int=0;extrapolation_value:float=0.0;mode:string=nearest;nearest_mode:string=round_prefer_floor|T1=dfhliscLISC?tzZ,T2=dfh 13|X:T1,roi?:T2,scales?:#f,sizes?:#l|=|=|T1=dfhbliscLISC?tzZ,T2=dfh 18|=|=|antialias:int=0;axes:ints;coordinate_transformation_mode:string=half_pixel;cubic_coeff_a:float=-0.75;exclude_outside:int=0;extrapolation_value:float=0.0;keep_aspect_ratio_policy:string=stretch;mode:string=nearest;nearest_mode:string=round_prefer_floor|= 19|=|=|=|=
ReverseSequence 10|input:T,sequence_lens:#l|Y:T|batch_axis:int=1;time_axis:int=0|T=dfhliscLISC?tzZ
RoiAlign 10|X:T1,rois:T1,batch_indices:T2|Y:T1|mode:string=avg;output_height:int=1;output_width:int=1;sampling_ratio:int=0;spatial_scale:float=1.0|T1=dfh,T2=l 16|=|=|coordinate_transformation_mode:string=half_pixel;mode:string=avg;output_height:int=1;output_width:int=1;sampling_ratio:int=0;spatial_scale:float=1.0|= 22|=|=|=|T1=dfhb,T2=l
RotaryEmbedding 23|X:T,cos_cache:T,sin_cache:T,position_ids?:M|Y:T|interleaved:int=0;num_heads:int;rotary_embedding_dim:int=0|T=fhb,M=l
Round 11|X:T|Y:T||T=dfh 22|=|=|=|T=dfhb
STFT 17|signal:T1,frame_step:T2,window?:T1,frame_length?:T2|output:T1|onesided:int=1|T1=dfhb,T2=li
Scan 8|sequence_lens?:I,initial_state_and_scan_inputs*:V|final_state_and_scan_outputs*:V|body:graph!;directions:ints;num_scan_inputs:int!|I=l,V=dfhliscLISC?tzZ 9|initial_state_and_scan_inputs*:V|=|body:graph!;num_scan_inputs:int!;scan_input_axes:ints;scan_input_directions:ints;scan_output_axes:ints;scan_output_directions:ints|V=dfhliscLISC?tzZ 11|=|=|=|= 16|=|=|=|V=dfhbliscLISC?tzZ 19|=|=|=|V=dfhbliscLISC?tzZ1234 21|=|=|=|V=dfhbliscLISCnN?tzZ1234 23|=|=|=|V=dfhbliscLISCnN?tzZ1234~ 24|=|=|=|= 25|=|=|=|=
Scatter 9|data:T,indices:Tind,updates:T|output:T|axis:int=0|T=dfhliscLISC?tzZ,Tind=li 11
ScatterElements 11|data:T,indices:Tind,updates:T|output:T|axis:int=0|T=dfhliscLISC?tzZ,Tind=li 13|=|=|=|T=dfhbliscLISC?tzZ,Tind=li 16|=|=|axis:int=0;reduction:string=none|= 18|=|=|=|=
ScatterND 11|data:T,indices:#l,updates:T|output:T||T=dfhliscLISC?tzZ 13|=|=|=|T=dfhbliscLISC?tzZ 16|=|=|reduction:string=none|= 18|=|=|=|=
Selu 6|X:T|Y:T|alpha:float=1.6732632;gamma:float=1.050701|T=dfh 22|=|=|=|T=dfhb
SequenceAt 11|input_sequence:S,position:I|tensor:T||S=~,T=dfhliscLISC?tzZ,I=li
SequenceConstruct 11|inputs*:T|output_sequence:S||T=dfhliscLISC?tzZ,S=~
SequenceEmpty 11||output:S|dtype:int|S=~
SequenceErase 11|input_sequence:S,position?:I|output_sequence:S||S=~,I=li
SequenceInsert 11|input_sequence:S,tensor:T,position?:I|output_sequence:S||T=dfhliscLISC?tzZ,S=~,I=li
SequenceLength 11|input_sequence:S|length:I||S=~,I=l
SequenceMap 17|input_sequence:S,additional_inputs*:V|out_sequence*:S|body:graph!|S=~,V=dfhliscLISC?tzZ~
Shape 1|data:T|shape:T1||T=dfhliscLISC?tzZ,T1=l 13|=|=|=|T=dfhbliscLISC?tzZ,T1=l 15|=|=|end:int;start:int=0|= 19|=|=|=|T=dfhbliscLISC?tzZ1234,T1=l 21|=|=|=|T=dfhbliscLISCnN?tzZ1234,T1=l 23|=|=|=|T=dfhbliscLISCnN?tzZ1234~,T1=l 24|=|=|=|= 25|=|=|=|=
Shrink 9|input:T|output:T|bias:float=0.0;lambd:float=0.5|T=dfhliscLISC
Sigmoid 6|X:T|Y:T||T=dfh 13|=|=|=|T=dfhb
Sign 9|input:T|output:T||T=dfhliscLISC 13|=|=|=|T=dfhbliscLISC
Sin 7|input:T|output:T||T=dfh 22|=|=|=|T=dfhb
Sinh 9|input:T|output:T||T=dfh 22|=|=|=|T=dfhb
Size 1|data:T|size:T1||T=dfhliscLISC?tzZ,T1=l 13|=|=|=|T=dfhbliscLISC?tzZ,T1=l 19|=|=|=|T=dfhbliscLISC?tzZ1234,T1=l 21|=|=|=|T=dfhbliscLISCnN?tzZ1234,T1=l 23|=|=|=|T=dfhbliscLISCnN?tzZ1234~,T1=l 24|=|=|=|= 25|=|=|=|=
Slice 1|data:T|output:T|axes:ints;ends:ints!;starts:ints!|T=dfhliscLISC?tzZ 10|data:T,starts:Tind,ends:Tind,axes?:Tind,steps?:Tind|=||T=dfhliscLISC?tzZ,Tind=li 11|=|=|=|= 13|=|=|=|T=dfhbliscLISC?tzZ,Tind=li
Softmax 1|input:T|output:T|axis:int=1|T=dfh 11|=|=|=|= 13|=|=|axis:int=-1|T=dfhb
SoftmaxCrossEntropyLoss 12|scores:T,labels:Tind,weights?:T|output:T,log_prob?:T|ignore_index:int;reduction:string=mean|T=dfh,Tind=li 13|=|=|=|T=dfhb,Tind=li
Softplus 1|X:T|Y:T||T=dfh 22|=|=|=|T=dfhb
Softsign 1|input:T|output:T||T=dfh 22|=|=|=|T=dfhb
SpaceToDepth 1|input:T|output:T|blocksize:int!|T=dfhliscLISC?tzZ 13|=|=|=|T=dfhbliscLISC?tzZ
Split 2|input:T|outputs*:T|axis:int=0;split:ints|T=dfhliscLISC?tzZ 11|=|=|=|= 13|input:T,split?:#l|=|axis:int=0|T=dfhbliscLISC?tzZ 18|=|=|axis:int=0;num_outputs:int|=
SplitToSequence 11|input:T,split?:I|output_sequence:S|axis:int=0;keepdims:int=1|T=dfhliscLISC?tzZ,I=li,S=~ 24|=|=|=|T=dfhbliscLISC?tzZ,I=li,S=~
Sqrt 6|X:T|Y:T||T=dfh 13|=|=|=|T=dfhb
Squeeze 1|data:T|squeezed:T|axes:ints|T=dfhliscLISC?tzZ 11|=|=|=|= 13|data:T,axes?:#l|=||T=dfhbliscLISC?tzZ 21|=|=|=|T=dfhbliscLISCnN?tzZ1234 23|=|=|=|T=dfhbliscLISCnN?tzZ1234~ 24|=|=|=|= 25|=|=|=|=
StringConcat 20|X:T,Y:T|Z:T||T=t
StringNormalizer 10|X:#t|Y:#t|case_change_action:string=NONE;is_case_sensitive:int=0;locale:string;stopwords:strings|
StringSplit 20|X:T1|Y:T2,Z:T3|delimiter:string;maxsplit:int|T1=t,T2=t,T3=l
Sub 6|A:T,B:T|C:T|axis:int;broadcast:int=0|T=dfhliLI 7|=|=||= 13|=|=|=|T=dfhbliLI 14|=|=|=|T=dfhbliscLISC
Sum 6|data_0*:T|sum:T||T=dfh 8|=|=|=|= 13|=|=|=|T=dfhb
Swish 24|X:T|Y:T|alpha:float=1.0|T=dfhb
Tan 7|input:T|output:T||T=dfh 22|=|=|=|T=dfhb
Tanh 6|input:T|output:T||T=dfh 13|=|=|=|T=dfhb
TensorScatter 24|past_cache:T,update:T,write_indices?:#l|present_cache:T|axis:int=-2;mode:string=linear|T=dfhbliscLISCnN?tzZ1234~
TfIdfVectorizer 9|X:T|Y:T1|max_gram_length:int!;max_skip_count:int!;min_gram_length:int!;mode:string!;ngram_counts:ints!;ngram_indexes:ints!;pool_int64s:ints;pool_strings:strings;weights:floats|T=lit,T1=f
ThresholdedRelu 10|X:T|Y:T|alpha:float=1.0|T=dfh 22|=|=|=|T=dfhb
Tile 6|input:T,repeats:T1|output:T||T=dfhliscLISC?tzZ,T1=l 13|=|=|=|T=dfhbliscLISC?tzZ,T1=l
TopK 1|X:T|Values:T,Indices:I|axis:int=-1;k:int!|T=dfh,I=l 10|X:T,K:#l|=|axis:int=-1|= 11|=|=|axis:int=-1;largest:int=1;sorted:int=1|T=dfhliscLISC,I=l 24|=|=|=|T=dfhbliscLISC,I=l
Transpose 1|data:T|transposed:T|perm:ints|T=dfhliscLISC?tzZ 13|=|=|=|T=dfhbliscLISC?tzZ 21|=|=|=|T=dfhbliscLISCnN?tzZ1234 23|=|=|=|T=dfhbliscLISCnN?tzZ1234~ 24|=|=|=|= 25|=|=|=|=
Trilu 14|input:T,k?:#l|output:T|upper:int=1|T=dfhbliscLISC?tzZ
Unique 11|X:T|Y:T,indices?:#l,inverse_indices?:#l,counts?:#l|axis:int;sorted:int=1|T=dfhliscLISC?tzZ
Unsqueeze 1|data:T|expanded:T|axes:ints!|T=dfhliscLISC?tzZ 11|=|=|=|= 13|data:T,axes:#l|=||T=dfhbliscLISC?tzZ 21|=|=|=|T=dfhbliscLISCnN?tzZ1234 23|=|=|=|T=dfhbliscLISCnN?tzZ1234~ 24|=|=|=|= 25|=|=|=|=
Upsample 1|X:T|Y:T|height_scale:float!;mode:string=nearest;width_scale:float!|T=dfhli? 7|=|=|mode:string=nearest;scales:floats!|T=dfhliscLISC?tzZ 9|X:T,scales:#f|=|mode:string=nearest|= 10
Where 9|condition:B,X:T,Y:T|output:T||B=?,T=dfhliscLISC?tzZ 16|=|=|=|B=?,T=dfhbliscLISC?tzZ
Xor 1|A:T,B:T|C:T1|axis:int;broadcast:int=0|T=?,T1=? 7|=|=||=
`;

export const AI_ONNX_ML = `
ArrayFeatureExtractor 1|X:T,Y:#l|Z:T||T=dflit
Binarizer 1|X:T|Y:T|threshold:float=0.0|T=dfli
CastMap 1|X:T1|Y:T2|cast_to:string=TO_FLOAT;map_form:string=DENSE;max_map:int=1|T1=~,T2=flt
CategoryMapper 1|X:T1|Y:T2|cats_int64s:ints;cats_strings:strings;default_int64:int=-1;default_string:string=_Unused|T1=lt,T2=lt
DictVectorizer 1|X:T1|Y:T2|int64_vocabulary:ints;string_vocabulary:strings|T1=~,T2=dflt
FeatureVectorizer 1|X*:T1|Y:#f|inputdimensions:ints|T1=dfli
Imputer 1|X:T|Y:T|imputed_value_floats:floats;imputed_value_int64s:ints;replaced_value_float:float=0.0;replaced_value_int64:int=0|T=dfli
LabelEncoder 1|X:T1|Y:T2|classes_strings:strings;default_int64:int=-1;default_string:string=_Unused|T1=lt,T2=lt 2|=|=|default_float:float=-0.0;default_int64:int=-1;default_string:string=_Unused;keys_floats:floats;keys_int64s:ints;keys_strings:strings;values_floats:floats;values_int64s:ints;values_strings:strings|T1=flt,T2=flt 4|=|=|default_float:float=-0.0;default_int64:int=-1;default_string:string=_Unused;default_tensor:tensor;keys_floats:floats;keys_int64s:ints;keys_strings:strings;keys_tensor:tensor;values_floats:floats;values_int64s:ints;values_strings:strings;values_tensor:tensor|T1=dflist,T2=dflist
LinearClassifier 1|X:T1|Y:T2,Z:#f|classlabels_ints:ints;classlabels_strings:strings;coefficients:floats!;intercepts:floats;multi_class:int=0;post_transform:string=NONE|T1=dfli,T2=lt
LinearRegressor 1|X:T|Y:#f|coefficients:floats;intercepts:floats;post_transform:string=NONE;targets:int=1|T=dfli
Normalizer 1|X:T|Y:#f|norm:string=MAX|T=dfli
OneHotEncoder 1|X:T|Y:#f|cats_int64s:ints;cats_strings:strings;zeros:int=1|T=dflit
SVMClassifier 1|X:T1|Y:T2,Z:#f|classlabels_ints:ints;classlabels_strings:strings;coefficients:floats;kernel_params:floats;kernel_type:string=LINEAR;post_transform:string=NONE;prob_a:floats;prob_b:floats;rho:floats;support_vectors:floats;vectors_per_class:ints|T1=dfli,T2=lt
SVMRegressor 1|X:T|Y:#f|coefficients:floats;kernel_params:floats;kernel_type:string=LINEAR;n_supports:int=0;one_class:int=0;post_transform:string=NONE;rho:floats;support_vectors:floats|T=dfli
Scaler 1|X:T|Y:#f|offset:floats;scale:floats|T=dfli
TreeEnsemble 5|X:T|Y:T|aggregate_function:int=1;leaf_targetids:ints!;leaf_weights:tensor!;membership_values:tensor;n_targets:int;nodes_falseleafs:ints!;nodes_falsenodeids:ints!;nodes_featureids:ints!;nodes_hitrates:tensor;nodes_missing_value_tracks_true:ints;nodes_modes:tensor!;nodes_splits:tensor!;nodes_trueleafs:ints!;nodes_truenodeids:ints!;post_transform:int=0;tree_roots:ints!|T=dfh
TreeEnsembleClassifier 1|X:T1|Y:T2,Z:#f|base_values:floats;class_ids:ints;class_nodeids:ints;class_treeids:ints;class_weights:floats;classlabels_int64s:ints;classlabels_strings:strings;nodes_falsenodeids:ints;nodes_featureids:ints;nodes_hitrates:floats;nodes_missing_value_tracks_true:ints;nodes_modes:strings;nodes_nodeids:ints;nodes_treeids:ints;nodes_truenodeids:ints;nodes_values:floats;post_transform:string=NONE|T1=dfli,T2=lt 3|=|=|base_values:floats;base_values_as_tensor:tensor;class_ids:ints;class_nodeids:ints;class_treeids:ints;class_weights:floats;class_weights_as_tensor:tensor;classlabels_int64s:ints;classlabels_strings:strings;nodes_falsenodeids:ints;nodes_featureids:ints;nodes_hitrates:floats;nodes_hitrates_as_tensor:tensor;nodes_missing_value_tracks_true:ints;nodes_modes:strings;nodes_nodeids:ints;nodes_treeids:ints;nodes_truenodeids:ints;nodes_values:floats;nodes_values_as_tensor:tensor;post_transform:string=NONE|= 5
TreeEnsembleRegressor 1|X:T|Y:#f|aggregate_function:string=SUM;base_values:floats;n_targets:int;nodes_falsenodeids:ints;nodes_featureids:ints;nodes_hitrates:floats;nodes_missing_value_tracks_true:ints;nodes_modes:strings;nodes_nodeids:ints;nodes_treeids:ints;nodes_truenodeids:ints;nodes_values:floats;post_transform:string=NONE;target_ids:ints;target_nodeids:ints;target_treeids:ints;target_weights:floats|T=dfli 3|=|=|aggregate_function:string=SUM;base_values:floats;base_values_as_tensor:tensor;n_targets:int;nodes_falsenodeids:ints;nodes_featureids:ints;nodes_hitrates:floats;nodes_hitrates_as_tensor:tensor;nodes_missing_value_tracks_true:ints;nodes_modes:strings;nodes_nodeids:ints;nodes_treeids:ints;nodes_truenodeids:ints;nodes_values:floats;nodes_values_as_tensor:tensor;post_transform:string=NONE;target_ids:ints;target_nodeids:ints;target_treeids:ints;target_weights:floats;target_weights_as_tensor:tensor|= 5
ZipMap 1|X:#f|Z:T|classlabels_int64s:ints;classlabels_strings:strings|T=~
`;
