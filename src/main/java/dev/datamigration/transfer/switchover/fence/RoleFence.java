package dev.datamigration.transfer.switchover.fence;

import dev.datamigration.api.Side;
import dev.datamigration.database.switchover.WriteFence;
import dev.datamigration.transfer.run.Run;
import dev.datamigration.transfer.switchover.round.ServerSession;
import java.util.List;

/** Keeps roles of the application from writing on a side, and remembers on the other one what was before. */
public final class RoleFence {
    private final WriteFence fence;
    private final ServerSession session;
    private final SavedSettings setAside;

    public RoleFence(Run run, Side side) {
        this.fence = run.of(side).switchover().writeFence();
        this.session = new ServerSession(run.of(side), run.scope());
        this.setAside = new SavedSettings(run, side);
    }

    /** Idempotent: what was before is remembered once. */
    public void raise(String role) {
        session.make("fencing the role " + role, connection -> {
            setAside.add(new SavedSettings.Entry(SavedSettings.Kind.Fence, role, fence.restoring(connection, role)));
            fence.raise(connection, role);
        });
    }

    /**
     * Puts back what was before for every role that is fenced.
     *
     * @return the roles
     */
    public List<String> lift() {
        var fenced = setAside.all(SavedSettings.Kind.Fence);
        fenced.forEach(this::lift);
        return fenced.stream().map(SavedSettings.Entry::subject).toList();
    }

    /** A role that is not fenced, or not there any more, is only forgotten. */
    public void lift(SavedSettings.Entry fenced) {
        session.make(
                "lifting the fence of the role " + fenced.subject(),
                connection -> fence.lift(connection, fenced.subject(), fenced.statement()));
        setAside.forget(fenced);
    }

    /** Returns how many sessions the roles have. */
    public int countSessions(List<String> roles) {
        return session.ask(
                "counting sessions of the application", connection -> fence.countSessions(connection, roles));
    }

    /**
     * Ends every session of the roles that began before this is called, and waits until it is gone.
     *
     * @return processes that did not end in 15 s
     */
    public List<Integer> endSessions(List<String> roles) {
        return session.ask(
                "ending sessions of the application",
                connection -> fence.endSessions(connection, roles, session.scope()));
    }

    /** Returns what a person must run so that the fence can be raised, or what raises it by hand. */
    public String remedy(String role) {
        return fence.remedy(role);
    }

    /** Returns what a person must run so that sessions of these roles can be ended. */
    public String sessionsRemedy(List<String> roles) {
        return fence.sessionsRemedy(roles);
    }
}
