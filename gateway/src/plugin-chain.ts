import { getOperationAST, Kind, type DocumentNode, type FragmentDefinitionNode, type GraphQLSchema } from 'graphql';
import type { Answer, GraphRequest } from './graph-request.ts';
import type { CompiledOperation, GatewayPlugin, RequestCheck } from './plugin.ts';

/** The plugins in their order, as every host runs them. What `compile` found is kept for as long as the host keeps the document. */
export class PluginChain {
  private readonly compiled = new WeakMap<DocumentNode, Map<string, readonly RequestCheck[]>>();
  private readonly plugins: readonly GatewayPlugin[];

  constructor(plugins: readonly GatewayPlugin[]) {
    this.plugins = plugins;
  }

  /** Throws the first refusal. */
  async request(request: GraphRequest): Promise<void> {
    for (const plugin of this.plugins) await plugin.request?.(request);
  }

  /** Compiles the operation once and looks at this request's share of it. Throws the first refusal. */
  compile(document: DocumentNode, schema: GraphQLSchema, request: GraphRequest): void {
    const operation = getOperationAST(document, request.operationName);
    // Which operation is meant is for the host to answer: it does so in the words of the specification.
    if (!operation) return;
    request.operationType = operation.operation;
    const byName = this.compiled.get(document) ?? new Map<string, readonly RequestCheck[]>();
    this.compiled.set(document, byName);
    const name = operation.name?.value ?? '';
    let checks = byName.get(name);
    if (!checks) {
      const compiled: CompiledOperation = { document, operation, fragments: fragmentsOf(document), schema };
      checks = this.plugins.flatMap(plugin => plugin.compile?.(compiled) ?? []);
      byName.set(name, checks);
    }
    for (const check of checks) check(request);
  }

  result(answer: Answer, request: GraphRequest): Answer {
    return this.plugins.reduce((now, plugin) => plugin.result?.(now, request) ?? now, answer);
  }
}

function fragmentsOf(document: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  return new Map(document.definitions.flatMap(node => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [])));
}
