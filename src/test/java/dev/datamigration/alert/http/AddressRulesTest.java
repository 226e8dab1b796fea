package dev.datamigration.alert.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever chooses the URL of an alert reaches nothing by it that only the operator reaches. */
class AddressRulesTest {
    private final AddressRules rules = new AddressRules(List.of("*"), List.of(), true);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.1",
                "10.0.0.1",
                "100.100.100.200",
                "168.63.129.16",
                "169.254.169.254",
                "192.168.0.1",
                "::1",
                "::ffff:10.0.0.1",
                "::10.0.0.1",
                "64:ff9b::10.0.0.1",
                "64:ff9b:1::10.0.0.1",
                "2002:a00:1::",
                "fd00:ec2::254",
                "fd20:ce::254",
                "fe80::a9fe:a9fe"
            })
    void internalAddressesAreNotMet(String address) throws Exception {
        assertThat(rules.refusal(InetAddress.getByName(address))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"203.0.113.7", "2001:db8::7"})
    void othersAre(String address) throws Exception {
        assertThat(rules.refusal(InetAddress.getByName(address))).isEmpty();
    }
}
