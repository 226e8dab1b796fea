package dev.datamigration.testing;

import dev.datamigration.network.AddressPolicy;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Makes values of records with something in every component, whatever components they come to have. */
public final class Samples {
    /** How texts are called that are RFC 3339. */
    private static final Pattern MOMENT = Pattern.compile("at|next|since|.*[a-z](At|Since|Timestamp)");

    private int counter;

    private Samples() {}

    /** A value of a record or sealed type; of a sealed one that variant. */
    public static <T> T of(Class<T> type) {
        return type.cast(new Samples().value(type));
    }

    /** A value of every variant of a sealed type, nested ones included. */
    public static <T> List<T> ofAll(Class<T> sealed) {
        return Arrays.stream(sealed.getPermittedSubclasses())
                .map(variant -> sealed.cast(of(variant)))
                .toList();
    }

    private Object value(Type type) {
        if (type instanceof ParameterizedType generic) {
            return container(generic);
        }
        var plain = (Class<?>) type;
        if (plain == Condition.class) {
            return new ConditionBuilder()
                    .withType("Ready")
                    .withStatus("False")
                    .withReason("Sample")
                    .withMessage((String) scalar(String.class))
                    .build();
        }
        if (plain == AddressPolicy.class) {
            counter++;
            return AddressPolicy.of(List.of("*.example" + counter), List.of("10." + counter % 200 + ".0.0/16"));
        }
        if (plain.isRecord()) {
            return record(plain);
        }
        if (plain.isSealed()) {
            return record(plain.getPermittedSubclasses()[0]);
        }
        if (plain.isEnum()) {
            return plain.getEnumConstants()[counter++ % plain.getEnumConstants().length];
        }
        return scalar(plain);
    }

    private Object value(RecordComponent component) {
        return component.getType() == String.class
                        && MOMENT.matcher(component.getName()).matches()
                ? scalar(Instant.class).toString()
                : value(component.getGenericType());
    }

    private Object scalar(Class<?> type) {
        counter++;
        if (type == String.class) {
            return "text \"" + counter + "\" – ünïcode";
        }
        if (type == Integer.class || type == int.class) {
            return counter;
        }
        if (type == Long.class || type == long.class) {
            return 5_000_000_000L + counter;
        }
        if (type == Double.class || type == double.class) {
            return counter + 0.25;
        }
        if (type == Boolean.class || type == boolean.class) {
            return true;
        }
        if (type == Instant.class) {
            return Instant.ofEpochSecond(1_800_000_000L + counter);
        }
        return made(type);
    }

    /** Of a class with a constructor from one text, such as a password or a quantity. */
    private Object made(Class<?> type) {
        try {
            return type.getConstructor(String.class).newInstance(String.valueOf(counter));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no sample of " + type, e);
        }
    }

    private Object container(ParameterizedType type) {
        var arguments = type.getActualTypeArguments();
        if (type.getRawType() == List.class) {
            return List.of(value(arguments[0]), value(arguments[0]));
        }
        if (type.getRawType() == Set.class) {
            return Set.of(value(arguments[0]));
        }
        if (type.getRawType() == Map.class) {
            return Map.of((String) value(arguments[0]), value(arguments[1]));
        }
        throw new IllegalStateException("no sample of " + type);
    }

    private Object record(Class<?> type) {
        var components = type.getRecordComponents();
        var values = Arrays.stream(components).map(this::value).toArray();
        try {
            return canonical(type, components).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no sample of " + type, e);
        }
    }

    private static Constructor<?> canonical(Class<?> type, RecordComponent[] components) throws NoSuchMethodException {
        var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        var constructor = type.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        return constructor;
    }
}
