package dev.datamigration.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.config.ConfigurationService;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Takes the place of the extension's operator. */
class OperatorBean {

    @Produces
    @Singleton
    ElectedOperator operator(
            ConfigurationService configuration, Instance<Reconciler<? extends HasMetadata>> reconcilers) {
        var operator = new ElectedOperator(configuration);
        reconcilers.forEach(operator::register);
        return operator;
    }
}
