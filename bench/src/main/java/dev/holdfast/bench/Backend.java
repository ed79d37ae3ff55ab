package dev.holdfast.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What stands beside the others in one run. */
enum Backend {
    /** The reference backend; its JSON route is that of a program with the same defaults. */
    HOLDFAST("Holdfast"),
    /** The same over PostgreSQL. */
    HOLDFAST_POSTGRES("Holdfast, PostgreSQL"),
    /** What guides to production back ends on Node.js build, a worker for each core, over PostgreSQL. */
    EXPRESS("Express, cluster"),
    /** Spring Boot on virtual threads with Spring Security and JDBC over PostgreSQL. */
    SPRING("Spring Boot"),
    /** Fastify with nothing around it, a worker for each core. */
    FASTIFY("bare Fastify, cluster"),
    /** Netty's codec and one handler. */
    NETTY("bare Netty");

    private final String title;

    Backend(String title) {
        this.title = title;
    }

    static Backend named(String name) {
        return Arrays.stream(values())
                .filter(value -> value.word().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no peer " + name));
    }

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String title() {
        return title;
    }

    boolean does(Work work) {
        return switch (this) {
            case HOLDFAST, EXPRESS, SPRING -> true;
            case HOLDFAST_POSTGRES -> work == Work.USER;
            case FASTIFY, NETTY -> work == Work.JSON;
        };
    }

    /** Returns the header fields that show what stands around its routes to be there. */
    List<String> fields() {
        return switch (this) {
            case HOLDFAST, HOLDFAST_POSTGRES ->
                List.of("Content-Security-Policy", "X-Content-Type-Options", "X-Request-Id");
            case EXPRESS ->
                List.of("Content-Security-Policy", "Access-Control-Allow-Origin", "RateLimit-Limit", "Vary");
            case SPRING -> List.of("X-Content-Type-Options", "Cache-Control");
            case FASTIFY, NETTY -> List.of();
        };
    }

    /** Says whether it refuses a JSON body of more than 10 KiB; Spring Boot has no such limit to set. */
    boolean limitsBodies() {
        return this == HOLDFAST || this == HOLDFAST_POSTGRES || this == EXPRESS;
    }

    boolean needsPostgres() {
        return this == HOLDFAST_POSTGRES || this == EXPRESS || this == SPRING;
    }

    /** Returns the work whose process stands for the backend where there is one of each. */
    Work usual() {
        return does(Work.USER) ? Work.USER : Work.JSON;
    }
}
