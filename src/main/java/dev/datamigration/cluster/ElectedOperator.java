package dev.datamigration.cluster;

import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.RuntimeInfo;
import io.javaoperatorsdk.operator.api.config.ConfigurationService;
import io.javaoperatorsdk.operator.processing.Controller;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The SDK's operator in two steps: a process that stands by fills its caches, and works from them once it leads. The SDK
 * does so only with its own election.
 */
final class ElectedOperator extends Operator {
    private volatile boolean begun;

    ElectedOperator(ConfigurationService configuration) {
        super(configuration);
    }

    /** Fills the caches. */
    @Override
    public synchronized void start() {
        var threads = getConfigurationService().getExecutorServiceManager();
        threads.start(getConfigurationService());
        try {
            threads.boundedExecuteAndWaitForAllToComplete(
                    controllers().stream(),
                    controller -> {
                        controller.start(false);
                        return null;
                    },
                    controller -> "start of " + controller.getConfiguration().getName());
        } catch (RuntimeException e) {
            threads.stop(Duration.ZERO);
            throw e;
        }
        begun = true;
    }

    /** Begins to work: what the caches hold is looked at. */
    void work() {
        controllers().forEach(Controller::startEventProcessing);
    }

    @Override
    public void stop() {
        stop(Duration.ZERO);
    }

    /** @param lastPasses how long what is under way may go on; what takes longer is interrupted */
    synchronized void stop(Duration lastPasses) {
        controllers().forEach(Controller::stop);
        getConfigurationService().getExecutorServiceManager().stop(lastPasses);
        begun = false;
    }

    /** Returns whether no pass is under way any more, after {@link #stop}. */
    boolean isIdle() {
        try {
            return getConfigurationService()
                    .getExecutorServiceManager()
                    .reconcileExecutorService()
                    .awaitTermination(0, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private List<Controller<?>> controllers() {
        return getRegisteredControllers().stream()
                .<Controller<?>>map(registered -> (Controller<?>) registered)
                .toList();
    }

    /** That of the SDK would say that nothing was started. */
    @Override
    public RuntimeInfo getRuntimeInfo() {
        return new RuntimeInfo(this) {
            @Override
            public boolean isStarted() {
                return begun;
            }
        };
    }
}
