#!/usr/bin/env bash
# Installs PostgreSQL with pgvector and Redis from Debian's packages; needs root. Does nothing where they are already.
# Debian 13 has pgvector as a package. Debian 12 has not: it is built there from the next release's source package.
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive

install() { apt-get install -y -qq --no-install-recommends "$@" >/dev/null; }
quiet_cluster() { # the tests make clusters of their own
  mkdir -p /etc/postgresql-common
  [ -e /etc/postgresql-common/createcluster.conf ] || echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf
}

updated=
update() { [ -n "$updated" ] || apt-get update -qq; updated=yes; }

if ! command -v redis-server >/dev/null; then
  update
  install redis-server
fi

if ! ls /usr/share/postgresql/*/extension/vector.control >/dev/null 2>&1; then
  update
  quiet_cluster
  version=$(apt-cache depends postgresql | grep -o 'postgresql-[0-9]*' | head -n 1 | grep -o '[0-9]*')
  if apt-cache show "postgresql-$version-pgvector" >/dev/null 2>&1; then
    install "postgresql-$version" "postgresql-$version-pgvector"
  else
    install "postgresql-$version" "postgresql-server-dev-$version" build-essential dpkg-dev
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    chmod 755 "$work"
    mkdir -p "$work"/lists/partial "$work"/cache/archives/partial
    mirror=$(apt-get indextargets --format '$(REPO_URI)' | grep -v security | sort -u | head -n 1)
    echo "deb-src [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror trixie main" >"$work/sources.list"
    aside=(
      -o APT::Sandbox::User=root
      -o Dir::Etc::SourceList="$work/sources.list" -o Dir::Etc::SourceParts=/dev/null
      -o Dir::State::lists="$work/lists" -o Dir::Cache="$work/cache"
    )
    config=/usr/lib/postgresql/$version/bin/pg_config
    cd "$work"
    apt-get "${aside[@]}" -qq update
    apt-get "${aside[@]}" -qq source pgvector=0.8.0-1 >/dev/null 2>&1
    make -s -C pgvector-0.8.0 -j"$(nproc)" PG_CONFIG="$config" OPTFLAGS="" with_llvm=no >/dev/null
    make -s -C pgvector-0.8.0 install PG_CONFIG="$config" with_llvm=no >/dev/null
  fi
fi
