using BankCrm.Domain.Common;

namespace BankCrm.Domain.DataQuality.Duplicates;

/// <summary>Something two records share, or in which they differ although one customer would not.</summary>
public enum ResemblanceReason
{
    [Means("same name")] SameName,
    [Means("name sounds the same")] NameSounds,
    [Means("name in another order")] NameTurned,
    [Means("name nearly the same")] NameNear,
    [Means("part of the name is the same")] NamePart,
    [Means("another name")] NameDiffers,
    [Means("same date of birth")] SameBirth,
    [Means("date of birth nearly the same")] BirthNear,
    [Means("another date of birth")] BirthDiffers,
    [Means("same document number")] SameDocument,
    [Means("document number differs in one place")] DocumentNear,
    [Means("another document number")] DocumentDiffers,
    [Means("same telephone or e-mail")] SameContact,
    [Means("telephone or e-mail nearly the same")] ContactNear,
    [Means("other telephone and e-mail")] ContactDiffers,
    [Means("same address")] SameAddress,
    [Means("address nearly the same")] AddressNear,
    [Means("another address")] AddressDiffers,
    [Means("another sex")] SexDiffers,
    [Means("one is a person, the other an organisation")] KindDiffers,
}

/// <summary>
/// How likely two records are of one customer: points for what agrees, minus points for what differs, nothing for what is not known
/// (after Fellegi and Sunter, "A Theory for Record Linkage", 1969: a point is a doubling of the odds).
/// </summary>
/// <param name="Points">The sum.</param>
/// <param name="Reasons">The weightiest first.</param>
public sealed record Resemblance(double Points, IReadOnlyList<ResemblanceReason> Reasons)
{
    /// <summary>From here on a person looks at the pair.</summary>
    public const double Likely = 8;

    /// <summary>From here on there is no reasonable doubt.</summary>
    public const double Sure = 12;

    private const double JustAsWritten = 0.93;
    private const double MuchAlike = 0.82;

    private static readonly ResemblanceReason[] AgreeInName =
        [ResemblanceReason.SameName, ResemblanceReason.NameSounds, ResemblanceReason.NameTurned, ResemblanceReason.NameNear];

    public bool IsLikely => Points >= Likely;

    /// <remarks>Never by a part of the name alone: twins share all the rest.</remarks>
    public bool IsSure => Points >= Sure && Reasons.Any(AgreeInName.Contains);

    /// <summary>0 to 100, 50 where it becomes likely.</summary>
    public int Score => (int)Math.Round(100 / (1 + Math.Pow(2, (Likely - Points) / 2)));

    public static Resemblance Of(PersonFacts a, PersonFacts b)
    {
        var found = new List<(ResemblanceReason Reason, double Points)>(6);
        Add(NameOf(a, b));
        Add(BirthOf(a.BirthDate, b.BirthDate));
        Add(DocumentOf(a.Documents, b.Documents));
        Add(ContactOf(a.Contacts, b.Contacts));
        Add(AddressOf(a.Addresses, b.Addresses));
        Add(a.Sex is { } one && b.Sex is { } other && one != other ? (ResemblanceReason.SexDiffers, -3) : null);
        Add(a.Kind != b.Kind ? (ResemblanceReason.KindDiffers, -20) : null);
        return new(found.Sum(f => f.Points), [.. found.OrderByDescending(f => Math.Abs(f.Points)).Select(f => f.Reason)]);

        void Add((ResemblanceReason, double)? one)
        {
            if (one is { } some)
            {
                found.Add(some);
            }
        }
    }

    private static (ResemblanceReason, double)? NameOf(PersonFacts a, PersonFacts b)
    {
        if (a.Words.Length == 0 || b.Words.Length == 0)
        {
            return null;
        }

        if (a.Name == b.Name || a.Name == b.OtherName || b.Name == a.OtherName)
        {
            return (ResemblanceReason.SameName, 5);
        }

        if (a.Sound.Length > 0 && a.Sound == b.Sound)
        {
            return (ResemblanceReason.NameSounds, 4);
        }

        if (a.IsHan && b.IsHan)
        {
            return IsTurned(a.Name, b.Name) ? (ResemblanceReason.NameTurned, 3) : (ResemblanceReason.NameDiffers, IsOneLetterOff(a.Name, b.Name) ? -5 : -7);
        }

        return a.IsHan || b.IsHan ? (ResemblanceReason.NameDiffers, -3) : WordsOf(a.Words, b.Words);
    }

    private static (ResemblanceReason, double) WordsOf(string[] a, string[] b)
    {
        if (a.AsSpan().SequenceEqual(b))
        {
            return (ResemblanceReason.NameTurned, 5);
        }

        var (few, many) = a.Length <= b.Length ? (a, b) : (b, a);
        var (alike, best) = (0.0, 0.0);
        foreach (var word in few)
        {
            var likeness = many.Max(other => TextLikeness.Words(word, other));
            alike += likeness / few.Length;
            best = Math.Max(best, likeness);
        }

        return alike >= JustAsWritten && few.Length == many.Length ? (ResemblanceReason.NameNear, 4)
            : alike >= JustAsWritten ? (ResemblanceReason.NamePart, 3)
            : alike >= MuchAlike ? (ResemblanceReason.NameNear, 2)
            : best >= JustAsWritten ? (ResemblanceReason.NamePart, 1)
            : (ResemblanceReason.NameDiffers, -5);
    }

    private static (ResemblanceReason, double)? BirthOf(DateOnly? a, DateOnly? b)
    {
        if (a is not { } one || b is not { } other)
        {
            return null;
        }

        if (one == other)
        {
            return (ResemblanceReason.SameBirth, 5);
        }

        var isTurned = one.Year == other.Year && one.Month == other.Day && one.Day == other.Month;
        return isTurned || TextLikeness.Changes(Digits(one), Digits(other), 1) <= 1 ? (ResemblanceReason.BirthNear, 2.5) : (ResemblanceReason.BirthDiffers, -4);
    }

    private static (ResemblanceReason, double)? DocumentOf(IReadOnlyList<DocumentFact> a, IReadOnlyList<DocumentFact> b)
    {
        var (fewest, isForLife) = (int.MaxValue, false);
        foreach (var one in a)
        {
            foreach (var other in b)
            {
                if (one.Kind == other.Kind)
                {
                    fewest = Math.Min(fewest, TextLikeness.Changes(one.Number, other.Number, 2));
                    isForLife |= one.IsForLife;
                }
            }
        }

        return fewest switch
        {
            int.MaxValue => null,
            0 => (ResemblanceReason.SameDocument, 10),
            1 => (ResemblanceReason.DocumentNear, 6),
            2 when isForLife => (ResemblanceReason.DocumentDiffers, -4),
            _ => (ResemblanceReason.DocumentDiffers, isForLife ? -6 : -2),
        };
    }

    private static (ResemblanceReason, double)? ContactOf(IReadOnlyList<string> a, IReadOnlyList<string> b)
    {
        if (a.Count == 0 || b.Count == 0)
        {
            return null;
        }

        var shared = a.Intersect(b).Count();
        return shared > 0 ? (ResemblanceReason.SameContact, shared > 1 ? 5.5 : 4.5)
            : a.Any(one => b.Any(other => TextLikeness.Changes(one, other, 1) == 1)) ? (ResemblanceReason.ContactNear, 2)
            : (ResemblanceReason.ContactDiffers, -0.5);
    }

    private static (ResemblanceReason, double)? AddressOf(IReadOnlyList<AddressFact> a, IReadOnlyList<AddressFact> b)
    {
        if (a.Count == 0 || b.Count == 0)
        {
            return null;
        }

        var (best, isSame, isNear) = (0.0, false, false);
        foreach (var one in a)
        {
            foreach (var other in b)
            {
                var likeness = one.LikenessTo(other);
                best = Math.Max(best, likeness);
                isSame |= likeness >= 0.85 && one.Numbers == other.Numbers;
                isNear |= likeness >= (one.Numbers == other.Numbers ? 0.55 : 0.75);
            }
        }

        return isSame ? (ResemblanceReason.SameAddress, 4)
            : isNear ? (ResemblanceReason.AddressNear, 2)
            : best < 0.45 ? (ResemblanceReason.AddressDiffers, -1)
            : null;
    }

    private static bool IsTurned(string a, string b) =>
        a.Length == b.Length && a.Length > 1 && (b == a[1..] + a[0] || a == b[1..] + b[0]);

    private static bool IsOneLetterOff(string a, string b) => TextLikeness.Changes(a, b, 1) <= 1;

    private static string Digits(DateOnly day) => day.ToString("yyyyMMdd", System.Globalization.CultureInfo.InvariantCulture);
}
