// Made by tools/engine/parts.mjs: do not edit.

import type { SourcePart } from '@brine/core';

/** Names that are declared, the declaration, names that it needs: in an order in which they can be run. */
export const PARTS: readonly SourcePart[] = [
  ["CodecError","var CodecError=class extends Error{name=\"CodecError\";codec;code;fault;at;hint;file;constructor(e){super(e.message,e.cause===void 0?void 0:{cause:e.cause}),this.codec=e.codec,this.code=e.code,this.fault=e.fault,this.at={...e.offset===void 0?{}:{offset:e.offset},...e.path===void 0?{}:{path:e.path}},e.hint!==void 0&&(this.hint=e.hint)}};",""],
  ["ID","var ID=\"keras\";",""],
  ["unsupported","function unsupported(e,o,r){return new CodecError({codec:ID,code:\"BRINE-KERAS-UNSUPPORTED\",fault:\"unsupported\",message:e,path:o,hint:r})}","CodecError ID"],
  ["malformed","function malformed(e,o){return new CodecError({codec:ID,code:\"BRINE-KERAS-MALFORMED\",fault:\"malformed\",message:e,path:o,hint:\"Save the model again; weights have to be those of this architecture.\"})}","CodecError ID"],
  ["isObject","function isObject(r){return typeof r==\"object\"&&r!==null&&!Array.isArray(r)}",""],
  ["Config","var Config=class{constructor(r,t){this.json=r,this.path=t}json;path;get(r){return Object.hasOwn(this.json,r)?this.json[r]:null}has(r){return this.get(r)!==null}number(r,t){return this.#t(r,t,\"a number\",i=>typeof i==\"number\"?i:void 0)}count(r,t){return this.#t(r,void 0,`a whole number from 1 to ${t}`,i=>typeof i==\"number\"&&Number.isSafeInteger(i)&&i>=1&&i<=t?i:void 0)}boolean(r,t){return this.#t(r,t,\"true or false\",i=>typeof i==\"boolean\"?i:void 0)}text(r,t){return this.#t(r,t,\"a text\",i=>typeof i==\"string\"?i:void 0)}choice(r,t,i){const o=this.text(r,i),e=t.find(s=>s===o);if(e===void 0)throw this.refuse(`${r}=${JSON.stringify(o)}`);return e}integers(r,t,i){return this.#t(r,i,t===void 0?\"whole numbers\":`${t} whole numbers`,o=>{const e=t!==void 0&&typeof o==\"number\"?new Array(t).fill(o):o;if(!(!Array.isArray(e)||t!==void 0&&e.length!==t))return e.every(Number.isSafeInteger)?e:void 0})}list(r){return this.#t(r,[],\"a list\",t=>Array.isArray(t)?t:void 0)}object(r){return this.#t(r,void 0,\"an object\",t=>isObject(t)?t:void 0)}refuse(r,t){return unsupported(r,this.path,t)}#t(r,t,i,o){const e=this.get(r);if(e===null&&t!==void 0)return t;const s=o(e);if(s===void 0)throw malformed(`${r} is ${JSON.stringify(e)?.slice(0,80)}, not ${i}`,this.path);return s}};","isObject unsupported malformed"],
  ["prepare","function prepare({kind:n,dtype:e,work:i},r,o=n){return{description:{kind:n,parameters:r},dtype:e,run:i(new Config(r,o))}}","Config"],
  ["runnerFor","var runnerFor=(r,{description:e,inputs:a,outputs:n})=>runnerOf(prepare(r,e.parameters),a[0],n[0]);","runnerOf prepare"],
  ["runnerOf","function runnerOf({run:r},e,t){return a=>{const n=a[e.name];if(n?.dtype!==e.dtype)throw unsupported(`it takes ${e.dtype}`,e.name);return{[t.name]:r(n)}}}","unsupported"],
  ["K0","var K0=0xc3a5c85c97cb3127n;",""],
  ["K1","var K1=0xb492b66fbe98f273n;",""],
  ["K2","var K2=0x9ae16a3b2f90404fn;",""],
  ["wrap","var wrap=a=>BigInt.asUintN(64,a);",""],
  ["mix","var mix=a=>a^a>>47n;",""],
  ["turn","var turn=(r,a)=>wrap(r>>a|r<<64n-a);","wrap"],
  ["Words","var Words=class{constructor(t){this.bytes=t,this.#t=new DataView(t.buffer,t.byteOffset,t.byteLength)}bytes;#t;long(t){return this.#t.getBigUint64(t,!0)}short(t){return BigInt(this.#t.getUint32(t,!0))}};",""],
  ["ofTwo","function ofTwo(i,w,n){const p=mix(wrap((i^w)*n));return wrap(mix(wrap((w^p)*n))*n)}","mix wrap"],
  ["upTo16","function upTo16(n,r){const t=wrap(K2+BigInt(r)*2n);if(r>=8){const a=wrap(n.long(0)+K2),i=n.long(r-8);return ofTwo(wrap(turn(i,37n)*t+a),wrap((turn(a,25n)+i)*t),t)}if(r>=4)return ofTwo(BigInt(r)+(n.short(0)<<3n),n.short(r-4),t);if(r===0)return K2;const[o,p,u]=[n.bytes[0],n.bytes[r>>1],n.bytes[r-1]];return wrap(mix(wrap(BigInt(o+(p<<8))*K2)^wrap(BigInt(r+(u<<2))*K0))*K2)}","wrap K2 ofTwo turn mix K0"],
  ["upTo32","function upTo32(n,o){const r=wrap(K2+BigInt(o)*2n),a=wrap(n.long(0)*K1),t=n.long(8),p=wrap(n.long(o-8)*r),c=wrap(n.long(o-16)*K2);return ofTwo(wrap(turn(wrap(a+t),43n)+turn(p,30n)+c),wrap(a+turn(wrap(t+K2),18n)+p),r)}","wrap K2 K1 ofTwo turn"],
  ["upTo64","function upTo64(n,a){const o=wrap(K2+BigInt(a)*2n),r=wrap(n.long(0)*K2),t=n.long(8),p=wrap(n.long(a-8)*o),f=wrap(n.long(a-16)*K2),c=wrap(turn(wrap(r+t),43n)+turn(p,30n)+f),l=ofTwo(c,wrap(r+turn(wrap(t+K2),18n)+p),o),w=wrap(n.long(16)*o),u=n.long(24),g=wrap((c+n.long(a-32))*o),s=wrap((l+n.long(a-24))*o);return ofTwo(wrap(turn(wrap(w+u),43n)+turn(g,30n)+s),wrap(w+turn(wrap(u+r),18n)+g),o)}","wrap K2 turn ofTwo"],
  ["weak","function weak(n,o,t,u){const[a,g,l,c]=[n.long(o),n.long(o+8),n.long(o+16),n.long(o+24)],r=wrap(t+a),w=turn(wrap(u+r+c),21n),p=wrap(r+g+l);return[wrap(p+c),wrap(w+turn(p,44n)+r)]}","wrap turn"],
  ["take","function take(n,p,{x:k,y:u,z:o,v:r,w:a},w,l){const c=wrap(turn(wrap(k+u+r[0]+n.long(p+8)),37n)*w)^wrap(a[1]*l),e=wrap(wrap(turn(wrap(u+r[1]+n.long(p+48)),42n)*w)+r[0]*l+n.long(p+40)),g=wrap(turn(wrap(o+a[0]),33n)*w),t=weak(n,p,wrap(r[1]*w),wrap(c+a[0])),x=weak(n,p+32,wrap(g+a[1]),wrap(e+n.long(p+16)));return{x:g,y:e,z:c,v:t,w:x}}","wrap turn weak"],
  ["beyond64","function beyond64(o,w){const r=wrap(81n*K1+113n);let n={x:wrap(81n*K2+o.long(0)),y:r,z:wrap(mix(wrap(r*K2+113n))*K2),v:[0n,0n],w:[0n,0n]};const c=Math.floor((w-1)/64)*64;for(let a=0;a<c;a+=64)n=take(o,a,n,K1,1n);const t=wrap(K1+((n.z&0xffn)<<1n)),p=w-1&63,f=wrap(n.w[0]+BigInt(p)),s=wrap(n.v[0]+f),v={...n,v:[s,n.v[1]],w:[wrap(f+s),n.w[1]]},{x,y:i,z:l,v:e,w:K}=take(o,c+p-63,v,t,9n);return ofTwo(wrap(ofTwo(e[0],K[0],t)+mix(i)*K0+l),wrap(ofTwo(e[1],K[1],t)+x),t)}","wrap K1 K2 mix take ofTwo K0"],
  ["fingerprint64","function fingerprint64(o){const r=new Words(o),{length:n}=o;return n<=16?upTo16(r,n):n<=32?upTo32(r,n):n<=64?upTo64(r,n):beyond64(r,n)}","Words upTo16 upTo32 upTo64 beyond64"],
  ["wrap2","var wrap2=a=>BigInt.asUintN(64,a);",""],
  ["turn2","var turn2=(r,a)=>wrap2(r<<a|r>>64n-a);","wrap2"],
  ["round","function round(a){let[n,t,r,u]=a;n=wrap2(n+t),r=wrap2(r+u),t=turn2(t,13n)^n,u=turn2(u,16n)^r,n=turn2(n,32n),r=wrap2(r+t),n=wrap2(n+u),t=turn2(t,17n)^r,u=turn2(u,21n)^n,r=turn2(r,32n),[a[0],a[1],a[2],a[3]]=[n,t,r,u]}","wrap2 turn2"],
  ["siphash","function siphash(o,[r,f]){const n=[r^0x736f6d6570736575n,f^0x646f72616e646f6dn,r^0x6c7967656e657261n,f^0x7465646279746573n],e=new Uint8Array((Math.floor(o.length/8)+1)*8);e.set(o),e[e.length-1]=o.length&255;const i=new DataView(e.buffer);for(let t=0;t<e.length;t+=8){const d=i.getBigUint64(t,!0);n[3]^=d,round(n),round(n),n[0]^=d}n[2]^=0xffn;for(let t=0;t<4;t++)round(n);return n[0]^n[1]^n[2]^n[3]}","round"],
  ["bucketsOf","function bucketsOf(n){const t=n.count(\"num_bins\",Number.MAX_SAFE_INTEGER),s=n.get(\"mask_value\"),e=s!==null&&t>1,c=saltOf(n),o=new TextEncoder,i=BigInt(e?t-1:t);return r=>{if(e&&r===String(s))return 0n;const u=o.encode(r);return(c?siphash(u,c):fingerprint64(u))%i+(e?1n:0n)}}","saltOf siphash fingerprint64"],
  ["hashWords","var hashWords={kind:\"keras.Hashing\",takes:new Set([\"str\",\"float32\",\"float64\",\"int8\",\"int16\",\"int32\",\"int64\",\"uint8\",\"bool\"]),dtype:\"int64\",parameters:[\"num_bins\",\"mask_value\",\"salt\"],work(n){const a=bucketsOf(n);return({data:r,shape:e})=>({dtype:\"int64\",shape:e,data:BigInt64Array.from(r,t=>a(String(typeof t==\"number\"?Math.trunc(t):t)))})}};","bucketsOf"],
  ["saltOf","function saltOf(t){if(!t.has(\"salt\"))return;const[n,i]=t.integers(\"salt\",2);return[BigInt.asUintN(64,BigInt(n)),BigInt.asUintN(64,BigInt(i))]}",""],
  ["MOST_NGRAMS","var MOST_NGRAMS=1e3;",""],
  ["MOST_WORDS","var MOST_WORDS=16777216;",""],
  ["MOST_TOKENS","var MOST_TOKENS=67108864;",""],
  ["PUNCTUATION","var PUNCTUATION=/[!\"#$%&()*+,\\-./:;<=>?@[\\\\\\]^_`{|}~']/g;",""],
  ["lower","var lower=e=>e.replace(/[A-Z]+/g,r=>r.toLowerCase());",""],
  ["STANDARDIZE","var STANDARDIZE={lower,strip_punctuation:r=>r.replace(PUNCTUATION,\"\"),lower_and_strip_punctuation:r=>lower(r).replace(PUNCTUATION,\"\")};","lower PUNCTUATION"],
  ["SPLIT","var SPLIT={whitespace:r=>r.split(/[ \\t\\n\\r\\f\\v]+/).filter(a=>a!==\"\"),character:r=>Array.from(r)};",""],
  ["splittingOf","function splittingOf(t){const s=(e,u,r)=>{const n=t.json[e]===void 0?r:t.get(e);if(n===null||typeof n==\"string\"&&Object.hasOwn(u,n))return n;throw t.refuse(`${e}=${JSON.stringify(n).slice(0,80)}: a function of your own is Python code`)};return{standardize:s(\"standardize\",STANDARDIZE,\"lower_and_strip_punctuation\"),split:s(\"split\",SPLIT,\"whitespace\"),ngrams:ngramsOf(t),length:t.has(\"output_sequence_length\")?t.count(\"output_sequence_length\",MOST_WORDS):null}}","STANDARDIZE SPLIT ngramsOf MOST_WORDS"],
  ["ngramsOf","function ngramsOf(r){if(typeof r.get(\"ngrams\")==\"number\")return Array.from({length:r.count(\"ngrams\",MOST_NGRAMS)},(n,t)=>t+1);const e=r.integers(\"ngrams\",void 0,[1]);if(e.length<=MOST_NGRAMS&&e.every(n=>n>0&&n<=MOST_NGRAMS))return e;throw r.refuse(`ngrams=${JSON.stringify(e).slice(0,80)}`)}","MOST_NGRAMS"],
  ["termsOf","function termsOf(n,{standardize:l,split:o,ngrams:t}){const r=l===null?n:STANDARDIZE[l](n),a=o===null?[r]:SPLIT[o](r);return t.flatMap(c=>Array.from({length:Math.max(0,a.length-c+1)},(u,f)=>a.slice(f,f+c).join(\" \")))}","STANDARDIZE SPLIT"],
  ["tokens","function tokens(n,o){const e=n.data.map(t=>termsOf(t,o)),r=o.length??e.reduce((t,a)=>Math.max(t,a.length),0);if(e.length*r>MOST_TOKENS)throw new CodecError({codec:ID,code:\"BRINE-KERAS-SIZE\",fault:\"limit\",message:`${e.length} rows of ${r} words are more than one result holds`,hint:\"Predict fewer rows at a time.\"});const s=e.flatMap(t=>Array.from({length:r},(a,h)=>t[h]??\"\"));return{dtype:\"str\",shape:[e.length,r],data:s}}","termsOf MOST_TOKENS CodecError ID"],
  ["splitTexts","var splitTexts={kind:\"keras.TextVectorization\",takes:new Set([\"str\"]),dtype:\"str\",parameters:[\"standardize\",\"split\",\"ngrams\",\"output_sequence_length\"],work(t){const e=splittingOf(t);return s=>tokens(s,e)}};","splittingOf tokens"],
];

/** Every kind of stage: its name, the expression that makes it, names that it needs. */
export const ENTRIES: readonly SourcePart[] = [
  ["keras.TextVectorization","splitTexts","splitTexts"],
  ["keras.Hashing","hashWords","hashWords"],
];
