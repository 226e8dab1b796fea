package dev.datamigration.testing.argocd;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The scripts as Argo CD is configured with them, in its ConfigMap argocd-cm. */
public final class ArgoConfigMap {
    private static final String GROUP = "datamigration.dev";

    private ArgoConfigMap() {}

    /** As YAML, to be merged into the one that is there. */
    public static String yaml() {
        return """
                # What Argo CD must know of both kinds. Generated from the files in datamigration.dev; do not edit:
                # mvn test -Dtest=ArgoConfigMapTest -Ddocs.update=true
                # To install: kubectl -n argocd patch configmap argocd-cm --type merge --patch-file examples/argocd/argocd-cm.yaml
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: argocd-cm
                  namespace: argocd
                  labels:
                    app.kubernetes.io/name: argocd-cm
                    app.kubernetes.io/part-of: argocd
                data:
                """
                + Stream.of("MigrationTask", "BatchOperation")
                        .map(ArgoConfigMap::entries)
                        .collect(Collectors.joining());
    }

    private static String entries(String kind) {
        return "  resource.customizations.health." + GROUP + "_" + kind + ": |\n"
                + LuaScript.health(kind).text().indent(4)
                + "  resource.customizations.actions." + GROUP + "_" + kind + ": |\n"
                + "    discovery.lua: |\n"
                + LuaScript.discovery(kind).text().indent(6)
                + "    definitions:\n"
                + LuaScript.actions(kind).entrySet().stream()
                        .map(action -> "      - name: " + action.getKey() + "\n        action.lua: |\n"
                                + action.getValue().text().indent(10))
                        .collect(Collectors.joining());
    }
}
