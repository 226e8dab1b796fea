package dev.datamigration.trace;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;

/** Tells of work as spans. Costs nothing to speak of while tracing is off. */
public final class Spans {
    private static final String PREFIX = "datamigration.";

    /** Not OpenTelemetry's global one, which would look for a configuration of its own. */
    private static volatile Tracer tracer = tracer(OpenTelemetry.noop());

    private Spans() {}

    /** Returns at once; a span that cannot be sent is dropped. */
    public static void tell(Work work) {
        var span = tracer.spanBuilder(work.name())
                .setParent(TraceOfWork.of(work.uid(), work.epoch()))
                .setStartTimestamp(work.begun())
                .startSpan();
        work.details().forEach((name, value) -> span.setAttribute(PREFIX + name, value));
        if (work.error() != null) {
            span.setStatus(StatusCode.ERROR, work.error());
        }
        span.end(work.ended());
    }

    /** From now on; null ends it. */
    static void sendTo(OpenTelemetry telemetry) {
        tracer = tracer(telemetry == null ? OpenTelemetry.noop() : telemetry);
    }

    private static Tracer tracer(OpenTelemetry telemetry) {
        return telemetry.getTracer("dev.datamigration");
    }
}
