package dev.datamigration.engine.wire;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.datamigration.lifecycle.model.StepWork;
import dev.datamigration.lifecycle.model.Wanted;
import dev.datamigration.lifecycle.model.WorkerState;
import java.util.List;

/** Writes which variant of a sealed type a value is, so that it can be read again. */
final class Variants extends SimpleModule {
    private static final long serialVersionUID = 1L;

    /** Every sealed type that travels. */
    static final List<Class<?>> SEALED = List.of(Wanted.class, WorkerState.class, StepWork.class);

    /** Put over the sealed types, which need not know how they travel. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
    private interface Named {}

    Variants() {
        super("variants");
        for (var type : SEALED) {
            setMixInAnnotation(type, Named.class);
            for (var variant : type.getPermittedSubclasses()) {
                registerSubtypes(new NamedType(variant, variant.getSimpleName()));
            }
        }
    }
}
