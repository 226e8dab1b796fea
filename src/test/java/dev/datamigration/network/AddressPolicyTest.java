package dev.datamigration.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPolicyTest {
    private final AddressPolicy usual = AddressPolicy.of(List.of("*"), List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.9.9.9",
                "0.0.0.0",
                "169.254.169.254",
                "100.100.100.200",
                "168.63.129.16",
                "224.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "ff02::1",
                "fd00:ec2::254",
                "fd00:ec2::23",
                "fd20:ce::254",
                "fd00:c1::a9fe:a9fe",
                "64:ff9b:1::a9fe:a9fe",
                "::ffff:127.0.0.1",
                "64:ff9b::169.254.169.254",
                "2002:7f00:1::"
            })
    void addressesOfTheMachineAndOfCloudsAreNotMet(String address) throws Exception {
        assertThat(usual.allows(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.1.2.3", "172.16.0.9", "192.168.1.1", "203.0.113.7", "fd12::5", "2001:db8::1"})
    void databasesAreMetWhereTheyUsuallyAre(String address) throws Exception {
        assertThat(usual.allows(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"10.1.2.3, true", "10.2.0.1, false", "127.0.0.1, false", "fd12::5, false"})
    void aListOfNetworksIsAllThereIs(String address, boolean allowed) throws Exception {
        var policy = AddressPolicy.of(List.of("*"), List.of("10.1.0.0/16"));
        assertThat(policy.allows(InetAddress.getByName(address))).isEqualTo(allowed);
    }

    @Test
    void hostsAreListed() {
        var policy = AddressPolicy.of(List.of("*.db.example", "old"), List.of());
        assertThat(policy.allows("a.DB.example")).isTrue();
        assertThat(policy.allows("db.example")).isFalse();
        assertThat(policy.allows("old")).isTrue();
        assertThat(policy.allows("old.evil")).isFalse();
    }

    /** The driver would take them for several hosts, or for the end of the host and settings of its own. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example,a.db.example",
                "evil.example/shop?sslmode=disable&x=.db.example",
                "evil.example:5432,a.db.example",
                "evil.example#.db.example",
                "evil.example%.db.example",
                "evil.example\\.db.example",
                "evil.example @a.db.example",
                "evil.example\u3002\n.db.example"
            })
    void whatIsNoHostIsNotOneOfAList(String host) {
        assertThat(AddressPolicy.of(List.of("*.db.example"), List.of()).allows(host))
                .isFalse();
        assertThat(usual.allows(host)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"old-db", "a_b.example.", "10.0.0.7", "fd12::5", "::ffff:10.0.0.7"})
    void hostsAreWhatTheApiTakes(String host) {
        assertThat(usual.allows(host)).isTrue();
    }

    @Test
    void aNetworkThatIsNoneIsRefused() {
        assertThatThrownBy(() -> AddressPolicy.of(List.of("*"), List.of("intranet")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
