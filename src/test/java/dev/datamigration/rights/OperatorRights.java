package dev.datamigration.rights;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rights in a rendered chart that are the operator's, as opposed to those that it offers to people. */
final class OperatorRights {
    private OperatorRights() {}

    static SortedSet<Right> granted(List<GenericKubernetesResource> rendered) {
        return rendered.stream()
                .filter(OperatorRights::isTheOperators)
                .flatMap(OperatorRights::rights)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The same chart, but for one right. */
    static List<GenericKubernetesResource> without(Right removed, List<GenericKubernetesResource> rendered) {
        return rendered.stream()
                .map(resource -> isTheOperators(resource) ? without(removed, resource) : resource)
                .toList();
    }

    private static GenericKubernetesResource without(Right removed, GenericKubernetesResource role) {
        var reduced = Serialization.clone(role);
        reduced.setAdditionalProperty(
                "rules", rules(role).flatMap(rule -> without(removed, rule)).toList());
        return reduced;
    }

    private static Stream<PolicyRule> without(Right removed, PolicyRule rule) {
        return Right.of(rule)
                .filter(right -> !right.equals(removed))
                .map(right -> new PolicyRuleBuilder(rule)
                        .withApiGroups(right.group())
                        .withResources(right.resource())
                        .withVerbs(right.verb())
                        .build());
    }

    private static boolean isTheOperators(GenericKubernetesResource resource) {
        return resource.getKind().matches("Role|ClusterRole")
                && resource.getMetadata().getName().matches("dmo|dmo-lease");
    }

    private static Stream<Right> rights(GenericKubernetesResource role) {
        return rules(role).flatMap(Right::of);
    }

    private static Stream<PolicyRule> rules(GenericKubernetesResource role) {
        return Arrays.stream(Serialization.jsonMapper().convertValue(role.get("rules"), PolicyRule[].class));
    }
}
