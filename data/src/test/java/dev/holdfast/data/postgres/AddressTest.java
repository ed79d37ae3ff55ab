package dev.holdfast.data.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

/** What an address of PostgreSQL says, and what people see of it. */
class AddressTest {

    private static PGSimpleDataSource source(String url) {
        return (PGSimpleDataSource) Address.parse(url).source(Duration.ofSeconds(10));
    }

    @Test
    void an_address_names_user_password_server_and_database() {
        var source = source("postgres://ann:pa%2Fss%40w+rd@db.example:6000/my%20shop?sslmode=require");

        assertThat(source.getUser()).isEqualTo("ann");
        assertThat(source.getPassword()).isEqualTo("pa/ss@w+rd");
        assertThat(source.getServerNames()).containsExactly("db.example");
        assertThat(source.getPortNumbers()).containsExactly(6000);
        assertThat(source.getDatabaseName()).isEqualTo("my shop");
        assertThat(source.getSslMode()).isEqualTo("require");
    }

    @Test
    void what_the_address_says_goes_before_what_is_usual() {
        assertThat(source("postgresql://db/shop").getConnectTimeout()).isEqualTo(2);
        assertThat(source("postgresql://db/shop?connectTimeout=7").getConnectTimeout())
                .isEqualTo(7);
    }

    @Test
    void there_may_be_several_servers_and_addresses_of_version_6() {
        assertThat(source("postgres://a:1,b:2/shop").getServerNames()).containsExactly("a", "b");
        assertThat(source("postgres://[::1]:5433/shop").getServerNames()).containsExactly("[::1]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://",
                "postgres:///shop",
                "postgres://ann:hunter2@db",
                "postgres://ann:hunter2@db/",
                "postgres://ann:hun/ter2@db/shop",
                "postgres://ann:hun@ter2@db/shop",
                "postgres://ann:hunter2@db/shop/more"
            })
    void an_address_that_is_none_is_refused_without_showing_it(String url) {
        assertThatThrownBy(() -> Address.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("an address of PostgreSQL is postgres://user:password@host:5432/name")
                .hasMessageNotContaining("hun");
    }

    @Test
    void people_see_neither_user_nor_password() {
        assertThat(Address.parse("postgres://ann:hunter2@db:5432/shop?sslpassword=x"))
                .hasToString("PostgreSQL at db:5432/shop");
    }
}
