package dev.datamigration.kubectl;

/** Holds what {@code kubectl migration help} prints. */
public final class Help {
    static final String TEXT = """
            Operates many database migrations at once, and shows where they stand.

              kubectl migration start|stop|resume|end             TASKS [options]
              kubectl migration skip-verification                 TASKS [options]
              kubectl migration enter-switchover                  TASKS [options]
              kubectl migration advance [--step STEP] [--retry|--skip]          TASKS [options]
              kubectl migration alerts set [--task-status] [--latency SECONDS]
                    --channel DingTalk|Lark|Webhook --url-secret NAME/KEY
                    [--signing-secret NAME/KEY] [--frequency SECONDS]
                    [--remarks TEXT] [--test]                     TASKS [options]
              kubectl migration alerts test|remove                TASKS [options]
              kubectl migration precheck retry|skip [--acknowledge]            TASKS [options]
              kubectl migration abort|rehearse                    TASKS [options]
              kubectl migration round N                           TASKS [options]
              kubectl migration accept-stranded                   TASKS [options]
              kubectl migration follow BATCHOPERATION
              kubectl migration top|status                        [TASKS] [-w]
              kubectl migration plan|describe TASK
              kubectl migration plan -f FILE                      what applying it would change

            TASKS: names, --names a,b, -l SELECTOR, any of them together, or --all of the namespace.

              --dry-run            only list which tasks qualify, and why others do not
              -y, --yes            do not ask
              --no-wait            do not follow the outcome
              --parallelism N      most tasks under way at the same time (50)
              --wave-by LABEL      in waves, one for each value of the label
              --wave-size N        in waves of that many tasks
              --halt-after N       act on no further task once that many failed
              --timeout TIME       for each task to reach the outcome, such as 90, 90s, 10m, 1h (10m)
              --deadline TIME      for the whole
              --ttl TIME           after its end, delete the record of what was done
              -o, --output FORMAT  table, name, json or yaml
              -n, --namespace; --context, --kubeconfig, --as: as kubectl has them

            Exit codes: 0 done; 1 error; 2 command line; 3 tasks failed; 4 no selected task supports it; 5 not confirmed.
            """;

    private Help() {}
}
