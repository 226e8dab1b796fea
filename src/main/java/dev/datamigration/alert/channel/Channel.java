package dev.datamigration.alert.channel;

import dev.datamigration.alert.channel.Answer.Answered;
import dev.datamigration.alert.channel.Answer.Forbidden;
import dev.datamigration.alert.channel.Answer.NotReached;
import dev.datamigration.alert.channel.Answer.Unanswered;
import dev.datamigration.alert.message.Notice;
import java.time.Instant;
import java.util.List;

/** A place that alerts go to, in its own format. */
public sealed interface Channel permits DingTalk, Lark, Webhook {
    WebAddress address();

    RobotLimits limits();

    /**
     * The request that tells of these alerts; all of one language.
     *
     * @param waiting how many alerts wait for the same robot, these included
     */
    HttpCall compose(List<Notice> notices, int waiting, Instant now);

    /** What the channel itself says in an answer. */
    Verdict read(Answered answer);

    /** What came of a request, in words that hold no token. */
    default Verdict judge(Answer answer) {
        if (answer instanceof Answered answered) {
            return Answers.judge(this, answered);
        }
        if (answer instanceof NotReached notReached) {
            return new Verdict.Busy(notReached.why());
        }
        if (answer instanceof Forbidden forbidden) {
            return new Verdict.Refused(forbidden.why());
        }
        return new Verdict.Unclear(((Unanswered) answer).why());
    }

    /** The texts of this channel that nobody is to see. */
    List<String> secrets();
}
