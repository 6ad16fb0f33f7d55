import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { type SyntheticEvent, useState } from 'react';
import { type Block, formatIpv4, parseCidr, parseIpv4 } from '#shared/domain/ip/ipv4.ts';
import { core } from '../../host/core.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { CouldNotLoad, Loading } from '../../ui/page-states.tsx';
import { Page } from '../../ui/page.tsx';
import { AddressGrid } from './address-grid.tsx';
import { A_PAGE, pageOf, placeTyped } from './map-pages.ts';
import styles from './map.module.css';
import { mapSearchOf } from './place.ts';
import { UsageBar } from './usage-bar.tsx';

/** A block address by address, a /24 at a time: what is free, and who has which. */
export function BlockMapPage() {
  const say = useMessage();
  const { block: id = '' } = useParams({ strict: false });
  const { from } = mapSearchOf(useSearch({ strict: false }));
  const list = useQuery(core.networkAddresses.list.queryOptions());
  const line = list.data?.find((one) => one.id === id);
  const block = line ? parseCidr(line.cidr) : null;
  const back = (
    <ButtonLink to="/settings/$part" params={{ part: 'network-addresses' }}>
      {say('networkAddresses.map-back')}
    </ButtonLink>
  );
  return (
    <Page
      title={say('networkAddresses.map-title', { block: line?.cidr ?? '' })}
      layout="fill"
      before={back}
      beside={line && <Usage block={id} taken={line.taken} held={line.held} />}
    >
      {list.error !== null && !line && <CouldNotLoad error={list.error} onRetry={() => void list.refetch()} />}
      {list.data !== undefined && !line && <p className={styles.gone}>{say('refused.record-unknown')}</p>}
      {list.isPending && <Loading />}
      {block !== null && line && (
        <MapOf
          key={id}
          id={id}
          cidr={line.cidr}
          block={block}
          page={pageOf(parseIpv4(from ?? '') ?? block.first, block)}
        />
      )}
    </Page>
  );
}

function Usage({ block, taken, held }: { block: string; taken: number; held: number }) {
  const say = useMessage();
  const { count } = useFormats();
  const { data } = useQuery(core.networkAddresses.free.queryOptions({ input: { block, limit: 1 } }));
  if (data === undefined) return null;
  return (
    <span className={styles.usage}>
      <UsageBar taken={taken} held={held} size={data.size} />
      {say('networkAddresses.map-free', { free: count(data.free), size: count(data.size) })}
    </span>
  );
}

interface MapOfProps {
  readonly id: string;
  readonly cidr: string;
  readonly block: Block;
  readonly page: Block;
}

function MapOf({ id, cidr, block, page }: MapOfProps) {
  const say = useMessage();
  const navigate = useNavigate();
  const map = useQuery({
    ...core.networkAddresses.map.queryOptions({ input: { block: id, from: formatIpv4(page.first), limit: A_PAGE } }),
    placeholderData: keepPreviousData,
  });
  const go = (ip: number): void =>
    void navigate({
      to: '/settings/network-addresses/$block',
      params: { block: id },
      search: { from: formatIpv4(pageOf(ip, block).first) },
      replace: true,
    });
  return (
    <div className={styles.map}>
      <div className={styles.bar}>
        <Button disabled={page.first <= block.first} onClick={() => go(page.first - 1)}>
          {say('networkAddresses.map-previous')}
        </Button>
        <Button disabled={page.last >= block.last} onClick={() => go(page.last + 1)}>
          {say('networkAddresses.map-next')}
        </Button>
        <span className="mono" role="status">
          {formatIpv4(page.first)} – {formatIpv4(page.last)}
        </span>
        <GoTo cidr={cidr} block={block} onGo={go} />
      </div>
      {map.error !== null && map.data === undefined && (
        <CouldNotLoad error={map.error} onRetry={() => void map.refetch()} />
      )}
      {map.data !== undefined && (
        <AddressGrid
          // The first cell of another page is where one begins.
          key={map.data.addresses[0]?.ip}
          addresses={map.data.addresses}
          onPage={(by) => {
            const next = by < 0 ? page.first - 1 : page.last + 1;
            if (next >= block.first && next <= block.last) go(next);
          }}
        />
      )}
    </div>
  );
}

function GoTo({ cidr, block, onGo }: { cidr: string; block: Block; onGo: (ip: number) => void }) {
  const say = useMessage();
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    const ip = placeTyped(typed);
    if (ip === null) setProblem(say('networkAddresses.map-no-address', { value: typed }));
    else if (ip < block.first || ip > block.last) {
      setProblem(say('networkAddresses.map-not-here', { value: typed, block: cidr }));
    } else onGo(ip);
  };
  return (
    <form className={styles.go} onSubmit={submit} role="search">
      <input
        data-search-field=""
        className="mono"
        aria-label={say('networkAddresses.map-go')}
        aria-invalid={problem !== null || undefined}
        placeholder={say('networkAddresses.map-go-hint')}
        value={typed}
        maxLength={50}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setProblem(null);
        }}
      />
      <Button type="submit">{say('networkAddresses.map-go')}</Button>
      {problem !== null && (
        <span className={styles.wrong} role="alert">
          {problem}
        </span>
      )}
    </form>
  );
}
