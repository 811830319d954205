// The portal's own lint rules: what the code must not be able to forget.

function isDirective(statement, text) {
  return (
    statement?.type === "ExpressionStatement" &&
    statement.expression.type === "Literal" &&
    statement.expression.value === text
  );
}

const serverOnlyFirst = {
  meta: {
    type: "problem",
    schema: [],
    messages: { missing: 'Begin with `import "server-only";`: this file must never reach a browser.' },
  },
  create(context) {
    return {
      Program(node) {
        const first = node.body[0];
        if (first?.type === "ImportDeclaration" && first.source.value === "server-only") return;
        context.report({ node: first ?? node, messageId: "missing" });
      },
    };
  },
};

const wrapper = { name: "serverAction", module: "@/lib/main/server-action" };

const wrappedServerActions = {
  meta: {
    type: "problem",
    schema: [],
    messages: {
      inline: 'A function may not say "use server": put it into a file of server actions, made by `serverAction(…)`.',
      bare: `Whatever a file of server actions exports can be called by anybody: export only \`const x = serverAction(…)\` from "${wrapper.module}".`,
    },
  },
  create(context) {
    const wrappers = new Set();

    const isWrapped = (value) =>
      value?.type === "CallExpression" && value.callee.type === "Identifier" && wrappers.has(value.callee.name);

    const isAllowed = (statement) => {
      const declaration = statement.declaration;
      if (!declaration) return statement.specifiers.length === 0;
      if (declaration.type === "VariableDeclaration") {
        return declaration.kind === "const" && declaration.declarations.every(({ init }) => isWrapped(init));
      }
      // A type is gone after compiling.
      return !["FunctionDeclaration", "ClassDeclaration"].includes(declaration.type);
    };

    const checkFile = (program) => {
      for (const statement of program.body) {
        if (statement.type === "ImportDeclaration" && statement.source.value === wrapper.module) {
          for (const specifier of statement.specifiers) {
            const imported = specifier.type === "ImportSpecifier" ? specifier.imported : undefined;
            if (imported?.type === "Identifier" && imported.name === wrapper.name) wrappers.add(specifier.local.name);
          }
        }
      }
      for (const statement of program.body) {
        const exportKind = "exportKind" in statement ? statement.exportKind : undefined;
        if (exportKind === "type") continue;
        const bare =
          (statement.type === "ExportNamedDeclaration" && !isAllowed(statement)) ||
          (statement.type === "ExportDefaultDeclaration" && !isWrapped(statement.declaration)) ||
          statement.type === "ExportAllDeclaration";
        if (bare) context.report({ node: statement, messageId: "bare" });
      }
    };

    return {
      Program(program) {
        if (isDirective(program.body[0], "use server")) checkFile(program);
      },
      ":function > BlockStatement"(body) {
        if (isDirective(body.body[0], "use server")) context.report({ node: body, messageId: "inline" });
      },
    };
  },
};

export default {
  rules: { "server-only-first": serverOnlyFirst, "wrapped-server-actions": wrappedServerActions },
};
