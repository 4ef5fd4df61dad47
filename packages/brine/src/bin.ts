#!/usr/bin/env node
import { run } from '@brine/cli';

await run();
