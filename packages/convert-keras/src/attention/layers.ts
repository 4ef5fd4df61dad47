import type { Entries } from '../registry.js';
import { additiveAttention, attention } from './attention.js';
import { groupQueryAttention, multiHeadAttention } from './multi-head.js';

export const attentionLayers: Entries = {
  Attention: attention,
  AdditiveAttention: additiveAttention,
  MultiHeadAttention: multiHeadAttention,
  GroupedQueryAttention: groupQueryAttention,
  GroupQueryAttention: groupQueryAttention,
};
