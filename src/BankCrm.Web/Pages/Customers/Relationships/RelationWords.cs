using BankCrm.Application.Customers.Relationships;
using BankCrm.Web.Platform.Localisation;

namespace BankCrm.Web.Pages.Customers.Relationships;

/// <summary>How the other customer of a relation, and its time, are put in words.</summary>
internal static class RelationWords
{
    extension(Text text)
    {
        /// <summary>The name, or all that may be said.</summary>
        public string Other(RelationShown relation) =>
            (relation.HasDied && relation.Name is { } name ? text["{0} (deceased)", name] : relation.Name) ?? (relation.OtherId is null ? text["A customer of {0}", relation.Branch] : text["Protected record"]);

        public string Member(MemberShown member) => (member.HasDied && member.Name is { } name ? text["{0} (deceased)", name] : member.Name) ?? text["Protected record"];

        /// <summary>"since 3 May 2020", "until 1 Feb 2024"; empty where no day is known.</summary>
        public string Span(Show show, DateOnly? since, DateOnly? until) => (since, until) switch
        {
            ({ } first, { } last) => text["{0} to {1}", show.Day(first), show.Day(last)],
            ({ } first, null) => text["since {0}", show.Day(first)],
            (null, { } last) => text["until {0}", show.Day(last)],
            _ => "",
        };

        /// <summary>"Same telephone, shared account".</summary>
        public string InCommon(SuggestedRelation other) => string.Join(text[", "], new[]
        {
            other.SharesAccount ? text["Shared account"] : null,
            other.SharesPhone ? text["Same telephone"] : null,
            other.SharesAddress ? text["Same address"] : null,
        }.Where(word => word is not null));

        /// <summary>"Shareholder, 25%".</summary>
        public string Role(Show show, RelationShown relation) => relation.Share is { } share
            ? text[relation.Role] + text[", "] + show.Number(share, decimal.Truncate(share) == share ? 0 : 2) + "%"
            : text[relation.Role];
    }
}
