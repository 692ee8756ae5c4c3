# Short names for the usual commands. scripts/setup brings what they need, or says what is missing.
MVN ?= ./mvnw -B -ntp
ARGS ?=

# The start script beside the jar: made last, so that a jar that Maven alone made is not taken for a whole build.
built := exporter/target/dockershim-exporter
sources := pom.xml exporter/pom.xml exporter/jvm.options exporter/watcher.options exporter/dockershim-exporter $(shell find exporter/src/main -type f)
# A JDK 25 beside the default one, on which the tests run once more.
jdk25 := $(patsubst %/bin/java,%,$(firstword $(wildcard /usr/lib/jvm/*25*/bin/java)))

# Asked at run time, since scripts/setup may have installed it just before.
jdk = $$(scripts/setup jdk)
mvn = JAVA_HOME="$(jdk)" $(MVN) -q
java = "$(jdk)/bin/java"
# With the options it ships with.
exporter = JAVA_HOME="$(jdk)" $(built)
version = $(shell sed -n 's:.*<version>\(.*\)</version>.*:\1:p' pom.xml | head -n 1)
image = $(java) -cp "deploy/image/target/classes:$$(cat deploy/image/target/classpath)" dev.dockershim.image.ImageCommand
# What a build is made of, as --version and the image's labels say it. The branch is left out of the image: who checks
# its commit out is on no branch, and is to get the same bytes.
commit = $(shell git rev-parse HEAD 2>/dev/null || echo unknown)$(if $(shell git status --porcelain 2>/dev/null | head -n 1),-dirty)
revision = -Dbuild.revision=$(commit)
branch = -Dbuild.branch=$(shell git rev-parse --abbrev-ref HEAD 2>/dev/null || echo unknown)
# With the tests compiled: the image's module wants the exporter's test-jar, which -Dmaven.test.skip leaves out.
package_image = $(mvn) package -pl exporter,deploy/image -DskipTests $(revision)

.DEFAULT_GOAL := help
.PHONY: build test demo demo-full run fmt lint golden docs mixin chart dashboards-check preview bench image image-index image-classes clean help setup-build setup-demo setup-test

build: $(built) ## make exporter/target/dockershim-exporter.jar

$(built): $(sources) | setup-build
	@$(mvn) package -pl exporter -Dmaven.test.skip=true $(revision) $(branch)
	@cp -p exporter/jvm.options exporter/watcher.options exporter/dockershim-exporter exporter/target/
	@touch $@
	@$(exporter) class-archive

test: setup-test ## run every test, on the default JDK and once more on a JDK 25 if there is one
	@scripts/setup-test
	@$(mvn) verify $(revision)
	$(if $(jdk25),@$(mvn) surefire:test failsafe:integration-test failsafe:verify -pl exporter -Dtest.jdk=$(jdk25))
	@echo "all tests passed$(if $(jdk25), (on $(jdk25) too))"

demo: build ## serve the metrics of recorded nodes on localhost, until Ctrl-C
	@$(exporter) demo $(ARGS)

demo-full: setup-demo build ## the same beside Prometheus: alerts fire and clear as nodes move
	@$(exporter) demo --with-prometheus $(ARGS)

run: build ## run the exporter: make run ARGS="agent --help"
	@$(exporter) $(ARGS)

fmt: setup-build ## format the Java sources
	@$(mvn) spotless:apply

lint: setup-build ## check the format, compile with all warnings, check the shell scripts
	@$(mvn) spotless:check test-compile
	@if command -v shellcheck >/dev/null; then shellcheck scripts/* .ci/run bench/footprint bench/readiness bench/watcher bench/report bench/passthrough bench/image exporter/dockershim-exporter; fi

golden: setup-build ## write the expected scrapes anew; look at the difference before a commit
	@$(mvn) test -Dgolden.update=true

docs: setup-build ## write the generated pages of docs/ anew
	@$(mvn) test -Ddocs.update=true

mixin: setup-build ## write alerts/, dashboards/ and the table of docs/alerts.md anew from mixin/
	@$(mvn) test -pl exporter,monitoring -Dtest='MixinFilesTest,AlertsPageTest' -Dsurefire.failIfNoSpecifiedTests=false -Dmixin.update=true -Djacoco.skip

# The same bytes each time: no owner, no times, one order. helm package would write the time.
chart: ## pack the Helm chart: deploy/helm/target/dockershim-exporter-VERSION.tgz
	@mkdir -p deploy/helm/target
	@tar --sort=name --format=ustar --owner=0 --group=0 --numeric-owner --mode=u=rwX,go=rX --mtime=@0 \
		-cf - -C deploy/helm dockershim-exporter | gzip -9n \
		>deploy/helm/target/dockershim-exporter-$(shell sed -n 's/^version: //p' deploy/helm/dockershim-exporter/Chart.yaml).tgz

dashboards-check: setup-test ## check dashboards and rules, and run every panel against a real Prometheus
	@$(mvn) verify -pl exporter,monitoring -Dtest='dev/dockershim/monitoring/**/*Test' -Dit.test='dev/dockershim/monitoring/**/*IT' \
		-Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false -Djacoco.skip

preview: setup-demo ## draw the dashboards without a Grafana: make preview ARGS=--prometheus.url=http://...
	@$(mvn) test-compile -pl exporter,monitoring -Djacoco.skip
	@$(java) -cp "monitoring/target/classes:$$(cat monitoring/target/classpath)" dev.dockershim.monitoring.preview.PreviewCommand $(ARGS)

bench: build ## run the benchmarks: make bench ARGS="-f 1 Render"
	@$(mvn) package -pl exporter,bench -Dmaven.test.skip=true $(revision) $(branch)
	@$(exporter) class-archive
	@$(java) -jar bench/target/bench.jar $(ARGS)

image: setup-build ## make the container image, deploy/image/target/dockershim-exporter-<version>-<architecture>.oci.tar
	@$(package_image) -Dimage.jdk=$(JDK)

image-index: setup-build ## put images of several architectures under one name: make image-index ARGS="amd64.oci.tar arm64.oci.tar"
	@$(package_image) -Dexec.skip
	@$(image) index --output=deploy/image/target --version=$(version) $(ARGS)

image-classes: setup-build ## record anew what the class archives of the image hold: deploy/image/src/main/classes
	@$(package_image) -Dexec.skip
	@$(image) classes --repository=. --output=deploy/image/target --version=$(version) --jdk=$(JDK)

clean: setup-build ## remove what was built
	@$(mvn) clean

help: ## show this
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 24

setup-build:
	@scripts/setup build

setup-demo:
	@scripts/setup demo

setup-test:
	@scripts/setup test
