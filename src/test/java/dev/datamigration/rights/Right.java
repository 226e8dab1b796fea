package dev.datamigration.rights;

import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.util.Comparator;
import java.util.stream.Stream;

/** One verb on one resource. */
record Right(String group, String resource, String verb) implements Comparable<Right> {
    private static final Comparator<Right> ORDER =
            Comparator.comparing(Right::group).thenComparing(Right::resource).thenComparing(Right::verb);

    static Stream<Right> of(PolicyRule rule) {
        return rule.getApiGroups().stream()
                .flatMap(group -> rule.getResources().stream()
                        .flatMap(resource -> rule.getVerbs().stream().map(verb -> new Right(group, resource, verb))));
    }

    @Override
    public int compareTo(Right other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return verb + " " + resource + (group.isEmpty() ? "" : "." + group);
    }
}
