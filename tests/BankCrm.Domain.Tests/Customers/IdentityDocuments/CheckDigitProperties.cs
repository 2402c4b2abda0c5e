using BankCrm.Domain.Customers.IdentityDocuments;
using FsCheck;
using FsCheck.Fluent;
using static BankCrm.Domain.Customers.IdentityDocuments.IdentityDocumentKind;

namespace BankCrm.Domain.Tests.Customers.IdentityDocuments;

/// <summary>What check digits are for: every single mistyped place and every swap of two neighbours is found, for any number.</summary>
public sealed class CheckDigitProperties
{
    private const string CreditCodeLetters = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static readonly DateOnly Today = new(2026, 11, 25);

    private static readonly Arbitrary<string> ResidentIds = Arb.From(
        from area in Gen.Choose(110000, 119999)
        from days in Gen.Choose(0, 40000)
        from sequence in Gen.Choose(0, 999)
        select Completed(ResidentId, $"{area}{new DateOnly(1910, 1, 1).AddDays(days):yyyyMMdd}{sequence:000}"));

    private static readonly Arbitrary<string> CreditCodes = Arb.From(
        from authority in Gen.Elements("91", "92", "52", "12", "Y1")
        from area in Gen.Choose(110000, 659999)
        from organisation in Gen.ArrayOf(Gen.Elements(CreditCodeLetters.ToCharArray()), 9)
        select Completed(UnifiedSocialCreditCode, $"{authority}{area}{new string(organisation)}"));

    [Fact]
    public void Every_wrong_place_of_a_resident_id_is_found() =>
        Prop.ForAll(ResidentIds, number => OneWrongPlace(number, "0123456789X").All(wrong => IsRefused(ResidentId, wrong))).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_swap_of_neighbours_in_a_resident_id_is_found() =>
        Prop.ForAll(ResidentIds, number => NeighbourSwaps(number).All(wrong => IsRefused(ResidentId, wrong))).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_wrong_place_of_a_credit_code_is_found() =>
        Prop.ForAll(CreditCodes, code => OneWrongPlace(code, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ").All(wrong => IsRefused(UnifiedSocialCreditCode, wrong)))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Every_swap_of_neighbours_in_a_credit_code_is_found() =>
        Prop.ForAll(CreditCodes, code => NeighbourSwaps(code).All(wrong => IsRefused(UnifiedSocialCreditCode, wrong))).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(ResidentId, "11010519491231002X", "0123456789X")]
    [InlineData(ResidentId, "34052419800101001X", "0123456789X")]
    [InlineData(HongKongMacaoTaiwanResidencePermit, "810000199408230021", "0123456789X")]
    [InlineData(HongKongMacaoTaiwanResidencePermit, "830000199201300022", "0123456789X")]
    [InlineData(UnifiedSocialCreditCode, "91350100M000100Y43", CreditCodeLetters)]
    [InlineData(UnifiedSocialCreditCode, "911101085923662400", CreditCodeLetters)]
    public void So_it_is_for_published_numbers(IdentityDocumentKind kind, string number, string letters)
    {
        Assert.All(OneWrongPlace(number, letters).Concat(NeighbourSwaps(number)), wrong => Assert.True(IsRefused(kind, wrong), wrong));
    }

    [Fact]
    public void A_mask_shows_nothing_of_what_it_hides() =>
        Prop.ForAll(ResidentIds, number =>
        {
            var mask = IdentityNumber.Parse(ResidentId, number, Today).ToString();
            return mask.Length == 18 && mask[3..14].All(c => c == '*') && !mask.Contains(number[3..14], StringComparison.Ordinal);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_sentence_never_contains_the_number() =>
        Prop.ForAll(ResidentIds, number => NeighbourSwaps(number).All(wrong =>
        {
            var fault = IdentityNumber.Check(ResidentId, wrong, Today)!;
            return fault.Args.All(arg => arg is int or char) && !fault.Sentence.Contains(wrong[..6], StringComparison.Ordinal);
        })).QuickCheckThrowOnFailure();

    private static bool IsRefused(IdentityDocumentKind kind, string number) => IdentityNumber.Check(kind, number, Today) is not null;

    private static string Completed(IdentityDocumentKind kind, string places) =>
        CreditCodeLetters.Select(check => places + check).Append(places + 'X').First(number => !IsRefused(kind, number));

    private static IEnumerable<string> OneWrongPlace(string number, string letters) =>
        from place in Enumerable.Range(0, number.Length)
        from letter in letters
        where number[place] != letter
        select number[..place] + letter + number[(place + 1)..];

    private static IEnumerable<string> NeighbourSwaps(string number) =>
        from place in Enumerable.Range(0, number.Length - 1)
        where number[place] != number[place + 1]
        select number[..place] + number[place + 1] + number[place] + number[(place + 2)..];
}
