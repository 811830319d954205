import { LegalPeriod } from "@/components/public/legal-period";
import { Icon } from "@/components/ui/icon";

type ServiceListProps = {
  locale: string;
  headingLevel: 2 | 3;
  services: readonly {
    id: string;
    title: string;
    summary: string;
    time: string;
    cost: string;
    legalBasis: { act: string; from: string; to: string; ended: boolean };
  }[];
};

/** Services as wide rows: name, what it is for, how long, how much; the whole row leads to the service. */
export function ServiceList({ locale, headingLevel, services }: ServiceListProps) {
  const Heading = headingLevel === 2 ? "h2" : "h3";
  return (
    <ul className="ui-services">
      {services.map((service) => (
        <li key={service.id} className="ui-services__item">
          <div className="ui-services__about">
            <Heading className="ui-services__title">
              <a href={`/${locale}/services/${service.id}`}>{service.title}</a>
            </Heading>
            <p>{service.summary}</p>
          </div>
          <ul className="ui-services__facts">
            <li>
              <Icon name="clock" />
              <span>{service.time}</span>
            </li>
            <li>
              <Icon name="coin" />
              <span>{service.cost}</span>
            </li>
            <li>
              <Icon name="document" />
              <div>
                <p>{service.legalBasis.act}</p>
                <LegalPeriod {...service.legalBasis} />
              </div>
            </li>
          </ul>
          <span className="ui-services__arrow">
            <Icon name="arrow" size="1.5rem" />
          </span>
        </li>
      ))}
    </ul>
  );
}
