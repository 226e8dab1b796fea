package dev.datamigration.engine.helper;

import dev.datamigration.engine.wire.JsonCodec;
import dev.datamigration.engine.wire.Protocol;
import dev.datamigration.failure.Failure;
import dev.datamigration.thread.OutOfMemory;
import dev.datamigration.transfer.help.ChunkToLoad;
import dev.datamigration.transfer.help.ComparedRange;
import dev.datamigration.transfer.help.Engagement;
import dev.datamigration.transfer.help.Helper;
import dev.datamigration.transfer.help.HelperUnavailableException;
import dev.datamigration.transfer.help.LoadedChunk;
import dev.datamigration.transfer.help.RangeToCompare;
import java.net.HttpURLConnection;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * One helper, told again and again that it is wanted. What it was given is broken off when it has not answered for long:
 * by then it has let go of it, too.
 */
final class RemoteHelper implements Helper {
    private static final int UNPROCESSABLE = 422;
    private static final long READY_NANOS = TimeUnit.MILLISECONDS.toNanos(3 * Protocol.ENGAGEMENT_INTERVAL_MILLIS);
    private static final long LOST_NANOS = TimeUnit.MILLISECONDS.toNanos(Protocol.ENGAGEMENT_EXPIRY_MILLIS);

    private final int number;
    private final HelperClient channel;
    private final Supplier<Engagement> terms;
    private final Set<CompletableFuture<?>> underWay = ConcurrentHashMap.newKeySet();
    private ScheduledFuture<?> beats;
    private volatile String engagement;
    private volatile boolean heard;
    private volatile long heardAt;
    private volatile String problem = "it has not answered yet";
    private volatile boolean closed;

    RemoteHelper(int number, HelperClient channel, Supplier<Engagement> terms) {
        this.number = number;
        this.channel = channel;
        this.terms = terms;
    }

    void begin(ScheduledExecutorService executor) {
        beats = executor.scheduleWithFixedDelay(
                this::beat, 0, Protocol.ENGAGEMENT_INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public boolean isReady() {
        return heard && !closed && System.nanoTime() - heardAt < READY_NANOS;
    }

    @Override
    public String problem() {
        return isReady() ? "" : problem;
    }

    /** An error here would be the last beat. */
    private void beat() {
        try {
            if (!closed) {
                engage();
            }
        } catch (RuntimeException | Error e) {
            OutOfMemory.check(e);
            problem = text(e);
            breakOffIfLost();
        }
    }

    private void engage() {
        var wanted = terms.get();
        engagement = wanted.id();
        channel.engage(wanted).whenComplete((answer, error) -> {
            if (answer != null && answer.statusCode() == HttpURLConnection.HTTP_NO_CONTENT) {
                heardAt = System.nanoTime();
                heard = true;
            } else {
                problem = answer == null ? text(error) : text(answer);
                breakOffIfLost();
            }
        });
    }

    private void breakOffIfLost() {
        if (heard && System.nanoTime() - heardAt > LOST_NANOS) {
            heard = false;
            underWay.forEach(work -> work.cancel(true));
        }
    }

    @Override
    public LoadedChunk load(ChunkToLoad chunk) {
        return ask(Protocol.LOAD, chunk, LoadedChunk.class);
    }

    @Override
    public ComparedRange compare(RangeToCompare range) {
        return ask(Protocol.COMPARE, range, ComparedRange.class);
    }

    private <T> T ask(String path, Object work, Class<T> type) {
        var asked = channel.post(path, work);
        underWay.add(asked);
        try {
            if (closed) {
                throw new HelperUnavailableException("it is not wanted any more");
            }
            return read(asked.get(), type);
        } catch (ExecutionException | CancellationException e) {
            throw new HelperUnavailableException(
                    e instanceof CancellationException ? "it does not answer any more" : text(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        } finally {
            underWay.remove(asked);
            asked.cancel(true);
        }
    }

    private static <T> T read(HttpResponse<byte[]> answer, Class<T> type) {
        if (answer.statusCode() == HttpURLConnection.HTTP_OK) {
            return JsonCodec.read(answer.body(), type);
        }
        if (answer.statusCode() == UNPROCESSABLE) {
            var failure = JsonCodec.read(answer.body(), Failure.class);
            throw new HelperUnavailableException(failure.message() + " " + failure.remedy());
        }
        throw new HelperUnavailableException(text(answer));
    }

    private static String text(HttpResponse<byte[]> answer) {
        return "it answered " + answer.statusCode() + ": " + new String(answer.body(), StandardCharsets.UTF_8).strip();
    }

    private static String text(Throwable error) {
        var cause = error.getCause() == null ? error : error.getCause();
        return cause.getClass().getSimpleName() + (cause.getMessage() == null ? "" : ": " + cause.getMessage());
    }

    /** Where this does not reach it, it lets go by itself. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        beats.cancel(false);
        underWay.forEach(work -> work.cancel(true));
        if (heard) {
            channel.dismiss(engagement);
        }
    }
}
