package dev.datamigration.testing.mockapi;

import io.fabric8.kubernetes.api.model.APIGroup;
import io.fabric8.kubernetes.api.model.APIGroupBuilder;
import io.fabric8.kubernetes.api.model.APIGroupListBuilder;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.APIResourceBuilder;
import io.fabric8.kubernetes.api.model.APIResourceListBuilder;
import io.fabric8.kubernetes.api.model.APIVersionsBuilder;
import io.fabric8.kubernetes.api.model.GroupVersionForDiscovery;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionSpec;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the server says it has, which kubectl asks for before anything else: a few core kinds and the CRDs. */
final class Discovery {
    private static final List<String> VERBS =
            List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");

    private final Map<String, Object> documents = new TreeMap<>();

    Discovery(List<CustomResourceDefinition> crds) {
        documents.put("/api", new APIVersionsBuilder().withVersions("v1").build());
        documents.put(
                "/api/v1",
                resources(
                        "v1",
                        List.of(
                                core("Namespace", "namespaces", false),
                                core("Secret", "secrets", true),
                                core("ConfigMap", "configmaps", true, "cm"),
                                core("Event", "events", true, "ev"))));
        documents.put("/apis/events.k8s.io/v1", resources("events.k8s.io/v1", List.of(core("Event", "events", true))));
        documents.put(
                "/apis",
                new APIGroupListBuilder()
                        .withGroups(crds.stream()
                                .map(crd -> group(crd.getSpec()))
                                .distinct()
                                .toList())
                        .addToGroups(group("events.k8s.io", "v1"))
                        .build());
        crds.stream().map(CustomResourceDefinition::getSpec).forEach(crd -> addVersions(crd, crds));
        documents.putAll(OpenApiAnswers.of(crds));
    }

    /** The JSON document at that path, or nothing where it is not one of discovery. */
    Optional<String> find(String path) {
        return Optional.ofNullable(documents.get(path)).map(Serialization::asJson);
    }

    private void addVersions(CustomResourceDefinitionSpec crd, List<CustomResourceDefinition> crds) {
        for (var version : crd.getVersions()) {
            var groupVersion = crd.getGroup() + "/" + version.getName();
            var resources = new ArrayList<APIResource>();
            crds.stream()
                    .map(CustomResourceDefinition::getSpec)
                    .filter(other -> other.getGroup().equals(crd.getGroup()))
                    .forEach(other -> resources.add(custom(other)));
            documents.put("/apis/" + groupVersion, resources(groupVersion, resources));
        }
    }

    private static APIGroup group(CustomResourceDefinitionSpec crd) {
        return group(
                crd.getGroup(),
                crd.getVersions().stream()
                        .map(CustomResourceDefinitionVersion::getName)
                        .toArray(String[]::new));
    }

    /** The first version is the preferred one. */
    private static APIGroup group(String name, String... versions) {
        var discovered = Arrays.stream(versions)
                .map(version -> new GroupVersionForDiscovery(name + "/" + version, version))
                .toList();
        return new APIGroupBuilder()
                .withName(name)
                .withVersions(discovered)
                .withPreferredVersion(discovered.get(0))
                .build();
    }

    private static Object resources(String groupVersion, List<APIResource> resources) {
        return new APIResourceListBuilder()
                .withGroupVersion(groupVersion)
                .withResources(resources)
                .build();
    }

    private static APIResource core(String kind, String plural, boolean namespaced, String... shortNames) {
        return resource(kind, plural, kind.toLowerCase(), namespaced, List.of(shortNames));
    }

    private static APIResource custom(CustomResourceDefinitionSpec crd) {
        var names = crd.getNames();
        return resource(
                names.getKind(), names.getPlural(), names.getSingular(), true, List.copyOf(names.getShortNames()));
    }

    private static APIResource resource(
            String kind, String plural, String singular, boolean namespaced, List<String> shortNames) {
        return new APIResourceBuilder()
                .withKind(kind)
                .withName(plural)
                .withSingularName(singular)
                .withNamespaced(namespaced)
                .withShortNames(shortNames)
                .withVerbs(VERBS)
                .build();
    }
}
