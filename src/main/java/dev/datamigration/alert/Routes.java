package dev.datamigration.alert;

import dev.datamigration.api.alert.AlertDelivery;
import dev.datamigration.api.alert.AlertKind;
import dev.datamigration.api.alert.AlertSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says which rule of a task's spec says where an alert goes. */
public final class Routes {
    private Routes() {}

    /** Retained log belongs to the latency, which it follows from; without that rule, to the task's status. */
    public static Optional<AlertDelivery> of(AlertKind kind, AlertSettings settings) {
        if (settings == null) {
            return Optional.empty();
        }
        return switch (kind) {
            case TaskStatus -> Optional.ofNullable(settings.taskStatus());
            case IncrementalLatency -> Optional.ofNullable(settings.incrementalLatency());
            case RetainedLog -> of(AlertKind.IncrementalLatency, settings).or(() -> of(AlertKind.TaskStatus, settings));
        };
    }

    /** One kind for each place that the rules name, so that two rules with one robot make one test message. */
    static List<AlertKind> distinct(AlertSettings settings) {
        var places = new LinkedHashMap<List<Object>, AlertKind>();
        for (var kind : List.of(AlertKind.TaskStatus, AlertKind.IncrementalLatency)) {
            of(kind, settings).ifPresent(route -> places.putIfAbsent(place(route), kind));
        }
        return List.copyOf(places.values());
    }

    private static List<Object> place(AlertDelivery route) {
        var place = new ArrayList<Object>();
        place.add(route.channel());
        place.add(route.url());
        place.add(route.urlSecretRef());
        place.add(route.signingSecretRef());
        return place;
    }

    /** The channels as a column shows them. */
    static String column(AlertSettings settings) {
        var channels = distinct(settings).stream()
                .map(kind -> of(kind, settings).orElseThrow().channel().name())
                .distinct()
                .collect(Collectors.joining(","));
        return channels.isEmpty() ? "no" : channels;
    }
}
