package dev.datamigration.helm;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamigration.testing.ApiServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Namespaces that enforce the Pod Security Standard "restricted" take the chart's pods. */
class PodSecurityIT {
    @ParameterizedTest
    @ValueSource(strings = {"default.yaml", "everything.yaml", "namespaced.yaml", "single.yaml"})
    void aRestrictedNamespaceTakesItsPods(String values) {
        var api = ApiServer.realOrSkip();
        var namespace = RestrictedNamespace.create(api);
        var rendered = Chart.render(Chart.template("default").withValuesFile(Chart.values(values)));
        assertThatCode(() -> RestrictedNamespace.offer(api, namespace, RestrictedNamespace.operator(rendered)))
                .doesNotThrowAnyException();
        RestrictedNamespace.worker(rendered)
                .ifPresent(worker -> assertThatCode(() -> RestrictedNamespace.offer(api, namespace, worker))
                        .doesNotThrowAnyException());
    }

    @Test
    void aRestrictedNamespaceDoesRefuse() {
        var api = ApiServer.realOrSkip();
        var namespace = RestrictedNamespace.create(api);
        var loose = Chart.render(
                Chart.template("default", "securityContext: {allowPrivilegeEscalation: true, capabilities: null}"));
        assertThatThrownBy(() -> RestrictedNamespace.offer(api, namespace, RestrictedNamespace.operator(loose)))
                .hasMessageContaining("violates PodSecurity \"restricted");
    }
}
