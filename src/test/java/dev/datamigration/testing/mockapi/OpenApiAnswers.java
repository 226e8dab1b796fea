package dev.datamigration.testing.mockapi;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * As little of {@code /openapi/v3} as {@code kubectl create} and {@code kubectl apply} read: that the server itself checks
 * the fields of our kinds, so that kubectl does not ask for whole schemas.
 */
final class OpenApiAnswers {
    private static final String ROOT = "/openapi/v3";

    private OpenApiAnswers() {}

    /** The documents by their path. */
    static Map<String, Object> of(List<CustomResourceDefinition> crds) {
        var documents = new TreeMap<String, Object>();
        var groups = new TreeMap<String, Object>();
        for (var crd : crds) {
            for (var version : crd.getSpec().getVersions()) {
                var group = "/apis/" + crd.getSpec().getGroup() + "/" + version.getName();
                groups.put(group.substring(1), Map.of("serverRelativeURL", ROOT + group));
                @SuppressWarnings("unchecked")
                var paths = (Map<String, Object>) documents.computeIfAbsent(ROOT + group, none -> new TreeMap<>());
                paths.put(
                        group + "/" + crd.getSpec().getNames().getPlural(),
                        Map.of("patch", patch(crd, version.getName())));
            }
        }
        documents.replaceAll((path, paths) -> Map.of("openapi", "3.0.0", "paths", paths));
        documents.put(ROOT, Map.of("paths", groups));
        return documents;
    }

    private static Map<String, Object> patch(CustomResourceDefinition crd, String version) {
        var kind = Map.of(
                "group",
                crd.getSpec().getGroup(),
                "version",
                version,
                "kind",
                crd.getSpec().getNames().getKind());
        return Map.of(
                "x-kubernetes-group-version-kind",
                kind,
                "parameters",
                List.of(Map.of("name", "fieldValidation", "in", "query"), Map.of("name", "dryRun", "in", "query")),
                "responses",
                Map.of());
    }
}
