package dev.holdfast.bench;

import dev.holdfast.Page;
import io.avaje.jsonb.Json;
import io.avaje.jsonb.Jsonb;
import java.util.List;

/** The same JSON by another library, whose adapters are made while compiling. */
final class Avaje {

    static final Jsonb JSONB = Jsonb.builder().build();

    private Avaje() {}

    @Json
    record One(String status, OneUser data) {}

    @Json
    record OneUser(Person user) {}

    @Json
    record Many(String status, ManyUsers data, Part page) {}

    @Json
    record ManyUsers(List<Person> users) {}

    @Json
    record Part(int limit, String next) {}

    static One one(Person person) {
        return new One("success", new OneUser(person));
    }

    static Many many(Page<Person> page) {
        return new Many(
                "success",
                new ManyUsers(page.items()),
                new Part(page.limit(), page.next().orElseThrow()));
    }
}
