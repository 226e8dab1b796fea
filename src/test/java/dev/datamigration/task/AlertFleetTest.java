package dev.datamigration.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.testing.alert.VirtualRobot.Message;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many tasks that share one robot: its limit holds, everybody is named, and a kill loses nothing. */
class AlertFleetTest {
    private static final Duration INTERVAL = Duration.ofSeconds(300);

    private static List<Message> naming(AlertFleet fleet, int task) {
        return fleet.robot.messages().stream()
                .filter(message -> message.text().contains(AlertFleet.name(task)))
                .toList();
    }

    private static void assertLimits(AlertFleet fleet) {
        assertThat(fleet.robot.refused()).as("messages above the robot's limit").isZero();
        assertThat(fleet.robot.messages())
                .allSatisfy(message -> assertThat(message.bytes()).isLessThanOrEqualTo(20_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"English", "Chinese"})
    void fiveHundredTasksAreNamedWithinTwoMinutes(String language) {
        var fleet = new AlertFleet(500, language, 1);
        var begun = fleet.time.instant();
        fleet.time.pass(Duration.ofMinutes(2));
        assertLimits(fleet);
        for (var task = 0; task < 500; task++) {
            assertThat(naming(fleet, task)).as(AlertFleet.name(task)).hasSize(1);
        }
        var last = fleet.robot.messages().get(fleet.robot.messages().size() - 1).at();
        assertThat(Duration.between(begun, last)).isLessThan(Duration.ofMinutes(2));
    }

    @Test
    void twoThousandTasksAreAllNamedToo() {
        var fleet = new AlertFleet(2_000, "English", 2);
        fleet.time.pass(Duration.ofMinutes(4));
        assertLimits(fleet);
        var texts = fleet.robot.messages().stream().map(Message::text).toList();
        assertThat(IntStream.range(0, 2_000).mapToObj(AlertFleet::name))
                .allSatisfy(name -> assertThat(texts).anyMatch(text -> text.contains(name)));
    }

    /** Killed four times within the flood, at any moment or while the robot is being asked. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void aKilledOperatorLosesNothingAndRepeatsUnderTheSameNumber(int seed) {
        var fleet = new AlertFleet(60, "English", seed);
        var random = new Random(seed);
        for (var kills = 0; kills < 4; kills++) {
            var latest = fleet.time.instant().plusMillis(random.nextInt(8_000));
            while (fleet.time.instant().isBefore(latest) && !fleet.robot.asked()) {
                fleet.time.pass(Duration.ofMillis(10));
            }
            fleet.time.pass(Duration.ofMillis(random.nextInt(300)));
            fleet.kill(Duration.ofSeconds(10));
        }
        fleet.time.pass(INTERVAL.plusMinutes(3));
        assertLimits(fleet);
        for (var task = 0; task < 60; task++) {
            var name = AlertFleet.name(task);
            var messages = naming(fleet, task);
            assertThat(messages).as(name).isNotEmpty();
            for (var i = 1; i < messages.size(); i++) {
                var one = messages.get(i - 1);
                var next = messages.get(i);
                if (!number(name, next).equals(number(name, one))) {
                    assertThat(Duration.between(one.at(), next.at())).isGreaterThanOrEqualTo(INTERVAL);
                }
            }
        }
    }

    /** The number of a task's alert in a message. */
    private static String number(String task, Message message) {
        var found = Pattern.compile(task + " #(\\d+)|no\\. (\\d+)").matcher(message.text());
        assertThat(found.find()).as(message.text()).isTrue();
        return found.group(1) == null ? found.group(2) : found.group(1);
    }
}
