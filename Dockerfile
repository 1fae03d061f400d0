# Staircase as a server: docker build -t staircase . && docker run -p 8080:8080 -v ./staircase.yaml:/etc/staircase/staircase.yaml:ro staircase
FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /src
COPY . .
RUN mvn -ntp -B -q -Dmaven.test.skip=true -pl cli -am package

FROM eclipse-temurin:25-jre
RUN useradd --system --uid 10001 --home-dir /var/lib/staircase --create-home staircase
COPY --from=build /src/cli/target/staircase.jar /opt/staircase/staircase.jar
COPY --from=build /src/cli/target/lib /opt/staircase/lib
USER 10001
WORKDIR /var/lib/staircase
EXPOSE 8080
# Signals reach the JVM itself: it finishes the answers under way when it is told to stop.
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=75", "--sun-misc-unsafe-memory-access=allow", "-jar", "/opt/staircase/staircase.jar"]
CMD ["serve", "--config", "/etc/staircase/staircase.yaml", "--host", "0.0.0.0"]
