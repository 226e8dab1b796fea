package dev.datamigration.kubernetes;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.kubernetes.client.KubernetesClientObjectMapperCustomizer;
import jakarta.inject.Singleton;

/**
 * Has the client leave out fields that this operator does not know. The CRDs are upgraded before the operator, and stay where
 * it is rolled back: one task with a newer field, or a default of one, would otherwise leave all tasks without an operator.
 */
@Singleton
class NewerFields implements KubernetesClientObjectMapperCustomizer {

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }
}
