package dev.holdfast.data;

import dev.holdfast.Default;
import dev.holdfast.Hidden;
import dev.holdfast.Lowercase;
import dev.holdfast.Trim;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A record with a component of every kind. */
@Table("people")
record Person(
        @Id PersonId id,
        @Trim @NotBlank String name,
        @Trim @Lowercase @Unique String email,
        Optional<@Min(0) @Max(150) Integer> age,
        @Default("CALM") Mood mood,
        boolean active,
        double score,
        long points,
        BigDecimal wage,
        Optional<UUID> team,
        Hidden<@NotBlank @Size(max = 60) String> secret,
        @Trim @Lowercase @Size(max = 900) List<@NotBlank @Size(max = 40) String> tags,
        List<Boolean> votes,
        @CreatedAt Instant createdAt,
        @UpdatedAt Instant updatedAt,
        @Version long version) {

    static final Model<Person, PersonId> MODEL = Model.of(Person.class, PersonId.class);
    static final Field<Person, PersonId> ID = MODEL.field("id", PersonId.class);
    static final Field<Person, String> NAME = MODEL.field("name", String.class);
    static final Field<Person, String> EMAIL = MODEL.field("email", String.class);
    static final Field<Person, Integer> AGE = MODEL.field("age", Integer.class);
    static final Field<Person, Mood> MOOD = MODEL.field("mood", Mood.class);
    static final Field<Person, Boolean> ACTIVE = MODEL.field("active", boolean.class);
    static final Field<Person, Double> SCORE = MODEL.field("score", double.class);
    static final Field<Person, Long> POINTS = MODEL.field("points", long.class);
    static final Field<Person, BigDecimal> WAGE = MODEL.field("wage", BigDecimal.class);
    static final Field<Person, UUID> TEAM = MODEL.field("team", UUID.class);
    static final Field<Person, String> SECRET = MODEL.field("secret", String.class);
    static final ListField<Person, String> TAGS = MODEL.list("tags", String.class);
    static final ListField<Person, Boolean> VOTES = MODEL.list("votes", boolean.class);
    static final Field<Person, Instant> CREATED_AT = MODEL.field("createdAt", Instant.class);
    static final Field<Person, Long> VERSION = MODEL.field("version", long.class);

    static final Schema SCHEMA = Schema.of("people", "people/migration", MODEL, Team.MODEL);

    static Person named(String name) {
        return of(name, name + "@example.org");
    }

    static Person of(String name, String email) {
        return new Person(
                PersonId.fresh(),
                name,
                email,
                Optional.empty(),
                Mood.CALM,
                true,
                1.5,
                7,
                new BigDecimal("12.50"),
                Optional.empty(),
                Hidden.of("s3cret"),
                List.of(),
                List.of(),
                Instant.EPOCH,
                Instant.EPOCH,
                0);
    }

    Person with(String newName) {
        return new Person(
                id, newName, email, age, mood, active, score, points, wage, team, secret, tags, votes, createdAt,
                updatedAt, version);
    }

    Person at(String newEmail) {
        return new Person(
                id, name, newEmail, age, mood, active, score, points, wage, team, secret, tags, votes, createdAt,
                updatedAt, version);
    }

    Person aged(int years) {
        return new Person(
                id,
                name,
                email,
                Optional.of(years),
                mood,
                active,
                score,
                points,
                wage,
                team,
                secret,
                tags,
                votes,
                createdAt,
                updatedAt,
                version);
    }

    Person moody(Mood other) {
        return new Person(
                id, name, email, age, other, active, score, points, wage, team, secret, tags, votes, createdAt,
                updatedAt, version);
    }

    Person in(UUID other) {
        return new Person(
                id,
                name,
                email,
                age,
                mood,
                active,
                score,
                points,
                wage,
                Optional.of(other),
                secret,
                tags,
                votes,
                createdAt,
                updatedAt,
                version);
    }

    Person paid(String other) {
        return new Person(
                id,
                name,
                email,
                age,
                mood,
                active,
                score,
                points,
                new BigDecimal(other),
                team,
                secret,
                tags,
                votes,
                createdAt,
                updatedAt,
                version);
    }

    Person worth(long other) {
        return new Person(
                id, name, email, age, mood, active, score, other, wage, team, secret, tags, votes, createdAt, updatedAt,
                version);
    }

    Person hiding(Hidden<String> other) {
        return new Person(
                id, name, email, age, mood, active, score, points, wage, team, other, tags, votes, createdAt, updatedAt,
                version);
    }

    Person tagged(String... others) {
        return new Person(
                id,
                name,
                email,
                age,
                mood,
                active,
                score,
                points,
                wage,
                team,
                secret,
                List.of(others),
                votes,
                createdAt,
                updatedAt,
                version);
    }
}
