package dev.datamigration.cluster;

import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.RegisteredController;
import io.javaoperatorsdk.operator.health.InformerHealthIndicator;
import io.javaoperatorsdk.operator.health.InformerWrappingEventSourceHealthIndicator;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The watches by which the controllers' caches follow the API server. */
@Singleton
class Watches {
    private final Operator operator;

    Watches(Operator operator) {
        this.operator = operator;
    }

    boolean begun() {
        return operator.getRuntimeInfo().isStarted();
    }

    /** Those that do not follow the API server now, each in words; they go on by themselves once they can. */
    List<String> behind() {
        return where(watch -> !watch.hasSynced() || !watch.isWatching());
    }

    /** Those that ended and do not come back by themselves. */
    List<String> ended() {
        return where(watch -> !watch.isRunning());
    }

    private List<String> where(Predicate<InformerHealthIndicator> condition) {
        return operator.getRuntimeInfo().getRegisteredControllers().stream()
                .flatMap(controller -> texts(controller, condition))
                .sorted()
                .toList();
    }

    private static Stream<String> texts(
            RegisteredController<?> controller, Predicate<InformerHealthIndicator> condition) {
        var name = controller.getConfiguration().getName();
        var sources = controller.getControllerHealthInfo().informerEventSourceHealthIndicators();
        return sources.entrySet().stream()
                .flatMap(source ->
                        watches(source.getValue()).filter(condition).map(watch -> text(name, source.getKey(), watch)));
    }

    private static Stream<InformerHealthIndicator> watches(InformerWrappingEventSourceHealthIndicator<?> source) {
        return source.informerHealthIndicators().values().stream();
    }

    private static String text(String controller, String source, InformerHealthIndicator watch) {
        return "%s/%s in %s (%s)"
                .formatted(
                        controller,
                        source,
                        watch.getTargetNamespace(),
                        watch.hasSynced() ? "not watching" : "not synced");
    }
}
