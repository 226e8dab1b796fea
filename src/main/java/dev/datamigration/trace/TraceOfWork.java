package dev.datamigration.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Says which trace a piece of work belongs to: one for each worker of a task. It follows from the task's UID and the
 * epoch, so that operator
 * and worker need tell each other nothing, and a new leader goes on with the trace of the old one.
 */
final class TraceOfWork {
    private static final int TRACE_ID_BYTES = 16;
    private static final int SPAN_ID_BYTES = 8;

    private TraceOfWork() {}

    static Context of(String uid, long epoch) {
        var digest = digest(uid + ":" + epoch);
        var hex = HexFormat.of();
        var parent = SpanContext.createFromRemoteParent(
                hex.formatHex(digest, 0, TRACE_ID_BYTES),
                hex.formatHex(digest, TRACE_ID_BYTES, TRACE_ID_BYTES + SPAN_ID_BYTES),
                TraceFlags.getSampled(),
                TraceState.getDefault());
        return Context.root().with(Span.wrap(parent));
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
