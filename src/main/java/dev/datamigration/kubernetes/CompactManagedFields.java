package dev.datamigration.kubernetes;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.fabric8.kubernetes.api.model.FieldsV1;
import io.quarkus.kubernetes.client.KubernetesClientObjectMapperCustomizer;
import jakarta.inject.Singleton;

/** Has the client read managed fields as {@link CompactFields}: as it would read them, they were most of the caches. */
@Singleton
class CompactManagedFields implements KubernetesClientObjectMapperCustomizer {

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.registerModule(
                new SimpleModule("compact managed fields").addDeserializer(FieldsV1.class, new CompactFields()));
    }
}
