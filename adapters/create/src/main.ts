#!/usr/bin/env node
import { newAdapterCommand } from './command.ts';

await newAdapterCommand('create-onebasket-adapter').parseAsync();
