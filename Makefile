# Every target makes or refreshes .venv by itself; `make` alone lists the targets.
# A=02 (or A=activations) names an assignment, Q=sigmoid a question; COURSE=folder a course that lies elsewhere.

# Some containers set it; every process would then compile the engine and rewrite the assertions anew, about 0.3 s each.
unexport PYTHONDONTWRITEBYTECODE

# The environment's own Python, once there is one; else the first that is new enough.
fits = $(shell $(1) -c 'import sys; (3, 11) <= sys.version_info[:2] <= (3, 13) and print("$(1)")' 2>/dev/null)
PYTHON ?= $(or $(shell test -x .venv/bin/python && echo .venv/bin/python),$(call fits,python3),$(call fits,python3.13),$(call fits,python3.12),\
	$(call fits,python3.11),python3)
DESCENT := $(PYTHON) -m autograder $(if $(COURSE),--course '$(COURSE)')

# For instructors. A block in which this word stands does not go to students: see autograder/release.py.
DEV := $(PYTHON) -m autograder.environment
OUT ?= grades
RELEASE = $(if $(filter file,$(origin OUT)),,'$(OUT)')  # a release never goes into the folder of the grades by default
ONE = $(if $(or $(A),$(ASSIGNMENT)),--assignment $(or $(A),$(ASSIGNMENT)))  # ASSIGNMENT is what pipelines call it
OF_CLASS = $(if $(ROSTER),--roster '$(ROSTER)') $(if $(EXTENSIONS),--extensions '$(EXTENSIONS)')

.DEFAULT_GOAL := help
.PHONY: help test watch hint explain demo data doctor ci setup fetch tell release release-diff grade export diff publish gradescope otter similar cluster worker new check check-slow check-proof format messages notebooks curves lock calibrate verify bench clean

help: ## this list
	@printf 'For students:\n'
	@sed -n 's/^\([a-z-]*\):.*## student: /  make \1|/p' $(firstword $(MAKEFILE_LIST)) | awk -F'|' '{ printf "%-20s %s\n", $$1, $$2 }'
	@printf 'For instructors:\n'
	@sed -n 's/^\([a-z-]*\):.*## instructor: /  make \1|/p' $(firstword $(MAKEFILE_LIST)) | awk -F'|' '{ printf "%-20s %s\n", $$1, $$2 }'

test: ## student: check your own code (A=02 one assignment, Q=sigmoid one question, ARGS=--pdb for pytest)
	@$(DESCENT) test $(A) $(if $(Q),--question $(Q)) $(if $(ARGS),-- $(ARGS))

watch: ## student: the checks on every save, one failing requirement at a time (A=02)
	@$(DESCENT) watch $(A)

hint: ## student: a hint for a question (A=02 Q=sigmoid; LEVEL=2 and 3 say more)
	@$(DESCENT) hint $(A) $(if $(Q),--question $(Q)) $(if $(LEVEL),--level $(LEVEL))

explain: ## student: draw your function beside the required one, where it goes wrong (A=02; Q=sigmoid)
	@$(DESCENT) explain $(A) $(if $(Q),--question $(Q))

demo: ## student: draw the pictures of an assignment with your own code (A=01; SOLUTION=1 with the reference)
	@$(DESCENT) demo $(A) $(if $(SOLUTION),--solution)

data: ## student: verify the data sets; find the full Fashion-MNIST, or download it
	@$(DESCENT) data

doctor: ## student: look at this machine: Python, packages, folder, disk, Keras, GPU, data, sandbox
	@$(DESCENT) doctor

setup: ## instructor: install everything that grading needs, system packages included
	@$(DESCENT) setup

grade: ## instructor: grade a class (SUBMISSIONS=path OUT=folder A=02 JOBS=n RUNNER=gpu SCHEDULER=tcp://host:8786 ROSTER=class.csv EXTENSIONS=later.csv); without SUBMISSIONS the sample class
	@$(DESCENT) grade $(if $(SUBMISSIONS),'$(SUBMISSIONS)') --out '$(OUT)' $(ONE) $(if $(JOBS),--jobs $(JOBS)) $(if $(RUNNER),--runner $(RUNNER)) $(if $(SCHEDULER),--scheduler $(SCHEDULER)) $(OF_CLASS)

export: ## instructor: write the grades in OUT for Canvas, Moodle, Gradescope, Classroom 50, JUnit and as JSON (FORMAT=canvas for one; ROSTER, EXTENSIONS)
	@$(DESCENT) export $(FORMAT) --out '$(OUT)' $(OF_CLASS)

diff: ## instructor: whose grade differs from the published one, and why (OUT; ROSTER, EXTENSIONS)
	@$(DESCENT) diff --out '$(OUT)' $(OF_CLASS)

publish: ## instructor: keep the grades as they are now as the version that students are shown
	@$(DESCENT) publish --out '$(OUT)' $(OF_CLASS)

gradescope: ## instructor: pack an assignment for Gradescope, which grades with it in the sandbox (A=02 ZIP=02.zip HIDDEN=after_due_date)
	@$(DESCENT) gradescope $(A) $(if $(ZIP),'$(ZIP)') $(if $(HIDDEN),--hidden $(HIDDEN))

otter: ## instructor: make an assignment for Otter: a notebook for students, a zip that grades in the sandbox (A=02 FOLDER=path)
	@$(DESCENT) otter $(A) $(if $(FOLDER),'$(FOLDER)')

similar: ## instructor: show which submissions are alike, side by side; grades nothing (A=02 SUBMISSIONS=path OUT=folder ROSTER=class.csv)
	@$(DESCENT) similar $(A) $(if $(SUBMISSIONS),'$(SUBMISSIONS)') --out '$(OUT)' $(if $(ROSTER),--roster '$(ROSTER)')

cluster: ## instructor: start a Dask scheduler and JOBS workers on this machine, for SCHEDULER=
	@$(DESCENT) cluster $(if $(JOBS),--jobs $(JOBS))

worker: ## instructor: lend this machine to the scheduler of another (SCHEDULER=tcp://host:8786 JOBS=n)
	@$(DESCENT) worker $(SCHEDULER) $(if $(JOBS),--jobs $(JOBS))

ci: ## student: what a pipeline runs: your checks, with a summary and JUnit's XML in build/
	@$(DESCENT) ci $(A)

fetch: ## instructor: fetch what a class has pushed (ROSTER=class.csv with a column repository, SUBMISSIONS=folder ONLY=owner/name REF=commit)
	@$(DESCENT) fetch '$(ROSTER)' --submissions '$(or $(SUBMISSIONS),submissions)' $(if $(ONLY),--only '$(ONLY)') $(if $(REF),--ref '$(REF)')

tell: ## instructor: tell the commits that were fetched their points, after grade and export (ROSTER=class.csv SUBMISSIONS=folder OUT=folder A=02)
	@$(DESCENT) tell '$(ROSTER)' --submissions '$(or $(SUBMISSIONS),submissions)' --out '$(OUT)' $(ONE) $(if $(ONLY),--only '$(ONLY)')

release: ## instructor: make the repository for students (OUT=folder GIT=1; OVERWRITE=1 replaces what was changed there, but for stubs)
	@$(DESCENT) release $(RELEASE) $(if $(GIT),--git) $(if $(OVERWRITE),--overwrite)

release-diff: ## instructor: what the next release would change there, and for students who have begun (OUT=folder)
	@$(DESCENT) release-diff $(RELEASE) $(if $(OVERWRITE),--overwrite)

new: ## instructor: make an assignment from its solution (A=07_similarity FROM=similarity.py; COURSE=folder for one of your own)
	@$(DESCENT) new $(A) $(if $(FROM),'$(FROM)')

# For instructors: tests wait for processes and deadlines a quarter of their time: four at a time keep two cores busy.
IN_PARALLEL := --numprocesses 4 --dist loadfile --no-loadscope-reorder

check: ## instructor: lint, types and the project's own tests
	@$(DEV) bubblewrap
	@.venv/bin/ruff check . && .venv/bin/ruff format --check .
	@.venv/bin/python -m pytest $(IN_PARALLEL) $(ARGS)

check-slow: ## instructor: the project's tests that take minutes
	@$(DEV) bubblewrap
	@.venv/bin/python -m pytest -m "slow and not proof" $(IN_PARALLEL) $(ARGS)

check-proof: ## instructor: what proves the checks, and what installs or trains for long: before a release (an hour)
	@$(DEV)
	@.venv/bin/python -m pytest -m proof --numprocesses 2 $(ARGS)

calibrate: ## instructor: measure the thresholds of a training task (A=05 SEEDS=40 RUNNER=cpu)
	@$(DESCENT) calibrate $(A) $(if $(SEEDS),--seeds $(SEEDS)) $(if $(RUNNER),--runner $(RUNNER)) $(if $(JOBS),--jobs $(JOBS))

verify: ## instructor: prove the checks with mutants of the solutions, mistakes and variants (A=02 one assignment; ACCEPT=1: checks may notice less than before, or be gone)
	@$(DESCENT) verify $(A) $(if $(JOBS),--jobs $(JOBS)) $(if $(ACCEPT),--accept)

bench: ## instructor: how fast this machine grades, beside other graders (QUICK=1 with small classes)
	@$(DEV) bubblewrap
	@.venv/bin/python -m tests.benchmarks $(if $(QUICK),--quick)

format: ## instructor: format the code
	@$(DEV)
	@.venv/bin/ruff check --fix . && .venv/bin/ruff format .

messages: ## instructor: collect sentences for translation, and compile the catalogue
	@$(DEV)
	@.venv/bin/python -m autograder.catalogue

notebooks: ## instructor: make each assignment's notebooks from its explore.py (REPOSITORY=owner/name adds a badge for Colab)
	@$(DEV)
	@.venv/bin/python -m autograder.explore_notebooks $(REPOSITORY)

curves: ## instructor: compute what `make explain` draws, from each assignment's curves.toml and its solution
	@$(DEV)
	@.venv/bin/python -m autograder.required_curves $(if $(COURSE),'$(COURSE)')

lock: ## instructor: renew the lock files from pyproject.toml
	@$(DEV)
	@$(LOCK) pyproject.toml --all-extras -o .venv/all.txt
	@$(LOCK) pyproject.toml -c .venv/all.txt -o requirements.txt
	@for extra in demo learn grade keras cluster similar watch release otter dev; do $(LOCK) pyproject.toml --extra $$extra -c .venv/all.txt -o requirements-$$extra.txt || exit 1; done
	@echo uv | $(LOCK) - -o requirements-uv.txt

# For instructors.
LOCK := .venv/bin/uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header --python-version 3.11

clean: ## instructor: remove what the targets made, except grades
	@rm -rf .venv build .pytest_cache .mypy_cache .ruff_cache .hypothesis
