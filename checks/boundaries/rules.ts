import {
  contextByPublic,
  driverInDatabase,
  frameworkInHttp,
  nothingImportsApp,
  platformBelow,
  productWithoutTests,
  sqlInStore,
} from './direction.ts';
import { pureCore, purePlatform } from './pure.ts';
import { fileNames, fileSize, importsCanBeRead, packsAreData, reasonsGiven, standsAlone } from './files.ts';
import { mailByAddress } from './mail.ts';
import { contextGraph } from './graph.ts';
import type { Problem, Tree } from './tree.ts';

/** By the name that each problem and its canary's folder carry. */
export const rules: Readonly<Record<string, (tree: Tree) => Problem[]>> = {
  'context-by-public': contextByPublic,
  'pure-core': pureCore,
  'pure-platform': purePlatform,
  'sql-in-store': sqlInStore,
  'driver-in-database': driverInDatabase,
  'framework-in-http': frameworkInHttp,
  'platform-below': platformBelow,
  'nothing-imports-app': nothingImportsApp,
  'product-without-tests': productWithoutTests,
  'context-graph': contextGraph,
  'packs-are-data': packsAreData,
  'stands-alone': standsAlone,
  'imports-can-be-read': importsCanBeRead,
  'reasons-given': reasonsGiven,
  'file-size': fileSize,
  'file-names': fileNames,
  'mail-by-address': mailByAddress,
};

export const findProblems = (tree: Tree): Problem[] => Object.values(rules).flatMap(rule => rule(tree));
