using System.Text.Json;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.IdentityDocuments;
using static BankCrm.Domain.Customers.IdentityDocuments.IdentityDocumentKind;

namespace BankCrm.Domain.Tests.Customers.IdentityDocuments;

public sealed class IdentityNumberTests
{
    private static readonly DateOnly Today = new(2026, 11, 25);

    [Theory]
    [InlineData(ResidentId, "11010519491231002X")]
    [InlineData(ResidentId, "440524188001010014")]
    [InlineData(ResidentId, "34052419800101001X")]
    [InlineData(ResidentId, "320506 19660105 3771")]
    [InlineData(HongKongMacaoTaiwanResidencePermit, "810000199408230021")]
    [InlineData(HongKongMacaoTaiwanResidencePermit, "830000199201300022")]
    [InlineData(ForeignPermanentResidentCard, "USA320100000010")]
    [InlineData(Passport, "E12345678")]
    [InlineData(Passport, "EA1234567")]
    [InlineData(Passport, "533380006")]
    [InlineData(HongKongMacaoPermit, "H12345678")]
    [InlineData(HongKongMacaoPermit, "M1234567801")]
    [InlineData(TaiwanPermit, "12345678")]
    [InlineData(TaiwanPermit, "0123456789(B)")]
    [InlineData(ForeignNationalId, "926-93-2157")]
    [InlineData(DriversLicence, "D123-4567-8901")]
    [InlineData(UnifiedSocialCreditCode, "91350100M000100Y43")]
    [InlineData(UnifiedSocialCreditCode, "91330106673959654P")]
    [InlineData(UnifiedSocialCreditCode, "911101085923662400")]
    [InlineData(OrganisationCode, "M000100Y-4")]
    [InlineData(OrganisationCode, "673959654")]
    [InlineData(OrganisationCode, "592366240")]
    [InlineData(LegalEntityIdentifier, "5493001KJTIIGC8Y1R12")]
    [InlineData(LegalEntityIdentifier, "969500KSV493XWY0PS33")]
    [InlineData(LegalEntityIdentifier, "529900T8BM49AURSDO55")]
    [InlineData(ForeignRegistration, "CHE-123.456.789")]
    [InlineData(Other, "军字第2001988号")]
    public void Real_numbers_are_accepted(IdentityDocumentKind kind, string number)
    {
        var fault = IdentityNumber.Check(kind, number, Today);

        Assert.Null(fault);
    }

    [Theory]
    [InlineData(ResidentId, "110105194912310021", "The check digit (place 18) does not fit: after these 17 places it would be {0}. Compare each place with the card.")]
    [InlineData(ResidentId, "001105194912310021", "Places 1 and 2 are no province. Compare them with the card.")]
    [InlineData(ResidentId, "991282198506231941", "Places 1 and 2 are no province. Compare them with the card.")]
    [InlineData(ResidentId, "110105199002300015", "Places 7 to 14 are no date of the calendar. Compare the birth date with the card.")]
    [InlineData(ResidentId, "110105202611260011", "Places 7 to 14 are a date after today. Compare the birth date with the card.")]
    [InlineData(ResidentId, "110105184912310029", "Places 7 to 14 are a date before 1850. Compare the birth date with the card.")]
    [InlineData(ResidentId, "4228232007081", "This kind of number has 18 places; this one has {0}. Read it from the card again.")]
    [InlineData(ResidentId, "110105491231002", "First-generation numbers of 15 places are no longer valid. Enter the 18 places of the present card.")]
    [InlineData(ResidentId, "1101051949123100XX", "Place {0} must be a digit. Read it from the card again.")]
    [InlineData(ResidentId, "11010519491231002A", "The last place must be a digit or X. Read it from the card again.")]
    [InlineData(ResidentId, "  ", "Enter the number of the document.")]
    [InlineData(HongKongMacaoTaiwanResidencePermit, "820000199610020032", "The check digit (place 18) does not fit: after these 17 places it would be {0}. Compare each place with the card.")]
    [InlineData(HongKongMacaoTaiwanResidencePermit, "11010519491231002X", "A residence permit begins with 810000 (Hong Kong), 820000 (Macao) or 830000 (Taiwan). Check the kind of document.")]
    [InlineData(ForeignPermanentResidentCard, "11010519491231002X", "A permanent residence card of 18 places begins with 9. Check the kind of document.")]
    [InlineData(ForeignPermanentResidentCard, "U1A320100000010", "A permanent residence card of 15 places has three letters, then 12 digits. Read it from the card again.")]
    [InlineData(ForeignPermanentResidentCard, "USA1", "A permanent residence card has 18 places (before 2023: 15); this one has {0}. Read it from the card again.")]
    [InlineData(Passport, "E123", "A passport number has 5 to 20 places; this one has {0}. Read it from the passport again.")]
    [InlineData(Passport, "PASSPORT", "A passport number has Latin letters and digits, and at least one digit. Read it from the passport again.")]
    [InlineData(HongKongMacaoPermit, "X12345678", "A permit for residents of Hong Kong and Macao has H or M, then 8 digits (older ones 10). Read it from the permit again.")]
    [InlineData(TaiwanPermit, "1234567", "A permit for residents of Taiwan has 8 digits (older ones 10 and a letter). Read it from the permit again.")]
    [InlineData(ForeignNationalId, "12", "This number has {0} places; expected are 4 to 40. Read it from the document again.")]
    [InlineData(ForeignNationalId, "12345#", "The number of a document has letters and digits only. Leave out other signs.")]
    [InlineData(Other, "unknown", "The number of a document has at least one digit. Read it from the document again.")]
    [InlineData(UnifiedSocialCreditCode, "91350100M000100Y4Z", "The check character (place 18) does not fit: after these 17 places it would be {0}. Compare each place with the licence.")]
    [InlineData(UnifiedSocialCreditCode, "91110000600007156A", "The check character (place 18) does not fit: after these 17 places it would be {0}. Compare each place with the licence.")]
    [InlineData(UnifiedSocialCreditCode, "91350100M0001O0Y43", "Place {0} cannot be right: a credit code has digits and capital letters, but never I, O, S, V or Z.")]
    [InlineData(UnifiedSocialCreditCode, "913501A0M000100Y43", "Place {0} must be a digit (places 3 to 8 are the area). Read it from the licence again.")]
    [InlineData(UnifiedSocialCreditCode, "91350100", "A unified social credit code has 18 places; this one has {0}. Read it from the licence again.")]
    [InlineData(OrganisationCode, "12345", "An organisation code has 9 digits or letters. Read it from the certificate again.")]
    [InlineData(LegalEntityIdentifier, "969500KSV493XWY0PS34", "The check digits (places 19 and 20) do not fit: after these 18 places they would be {0}. Compare each place.")]
    [InlineData(LegalEntityIdentifier, "969500KSV493XWY0PSAB", "A legal entity identifier has Latin letters and digits, and ends in two digits. Read it again.")]
    [InlineData(LegalEntityIdentifier, "969500", "A legal entity identifier has 20 places; this one has {0}. Read it again.")]
    public void A_wrong_number_is_refused_with_what_to_do(IdentityDocumentKind kind, string number, string sentence)
    {
        var refused = Assert.Throws<RefusedException>(() => IdentityNumber.Parse(kind, number, Today));

        Assert.Equal(sentence, refused.Message);
    }

    [Theory]
    [InlineData(HongKongMacaoTaiwanResidencePermit, "820000199610020032", '8')]
    [InlineData(UnifiedSocialCreditCode, "91350100M000100Y4Z", '3')]
    [InlineData(UnifiedSocialCreditCode, "91110000600007156A", 'J')]
    [InlineData(LegalEntityIdentifier, "969500KSV493XWY0PS34", "33")]
    public void A_wrong_check_digit_is_refused_with_the_right_one(IdentityDocumentKind kind, string number, object expected)
    {
        var fault = IdentityNumber.Check(kind, number, Today);

        Assert.Equal(expected, Assert.Single(fault!.Args));
    }

    [Theory]
    [InlineData("　１１０１０５１９４９１２３１００２ｘ　")]
    [InlineData("110105-19491231-002x")]
    [InlineData(" 110105 1949 1231 002X ")]
    public void One_number_has_one_spelling(string typed)
    {
        var number = IdentityNumber.Parse(ResidentId, typed, Today);

        Assert.Equal("11010519491231002X", number.Unmasked);
        Assert.Equal(IdentityNumber.FromStored(ResidentId, "11010519491231002X"), number);
    }

    [Theory]
    [InlineData(ResidentId, "11010519491231002X", "1949-12-31", Sex.Female)]
    [InlineData(ResidentId, "34052419800101001X", "1980-01-01", Sex.Male)]
    [InlineData(HongKongMacaoTaiwanResidencePermit, "810000199408230021", "1994-08-23", Sex.Female)]
    public void Birth_date_and_sex_are_read_from_the_number(IdentityDocumentKind kind, string text, string born, Sex sex)
    {
        var number = IdentityNumber.Parse(kind, text, Today);

        Assert.Equal(DateOnly.Parse(born, System.Globalization.CultureInfo.InvariantCulture), number.BirthDate);
        Assert.Equal(sex, number.Sex);
    }

    [Fact]
    public void A_passport_tells_no_birth_date()
    {
        var number = IdentityNumber.Parse(Passport, "E12345678", Today);

        Assert.Null(number.BirthDate);
        Assert.Null(number.Sex);
    }

    [Fact]
    public void A_number_of_15_places_comes_in_by_migration_only()
    {
        var number = IdentityNumber.Parse(ResidentId, "110105491231002", Today, migrated: true);

        Assert.Equal(new DateOnly(1949, 12, 31), number.BirthDate);
        Assert.Equal(Sex.Female, number.Sex);
        Assert.Equal("Places 7 to 12 are no date of the calendar. Compare the birth date with the papers.",
            IdentityNumber.Check(ResidentId, "110105490231002", Today, migrated: true)?.Sentence);
    }

    [Theory]
    [InlineData(ResidentId, "11010519491231002X", "110***********002X")]
    [InlineData(HongKongMacaoTaiwanResidencePermit, "810000199408230021", "810***********0021")]
    [InlineData(Passport, "E12345678", "E******78")]
    [InlineData(ForeignNationalId, "926-93-2157", "9******57")]
    [InlineData(Passport, "E1234", "****4")]
    public void It_prints_itself_masked(IdentityDocumentKind kind, string text, string mask)
    {
        var number = IdentityNumber.Parse(kind, text, Today);

        Assert.Equal(mask, number.ToString());
        Assert.Equal(mask, $"{number}");
        Assert.Equal($"\"{mask}\"", JsonSerializer.Serialize(number));
        Assert.Throws<NotSupportedException>(() => JsonSerializer.Deserialize<IdentityNumber>("\"E12345678\""));
    }

    [Fact]
    public void The_last_four_places_are_known_for_searching()
    {
        var number = IdentityNumber.Parse(ResidentId, "11010519491231002X", Today);

        Assert.Equal("002X", number.LastFour);
    }

    [Fact]
    public void A_credit_code_with_an_odd_organisation_code_is_doubted_but_accepted()
    {
        Assert.Null(IdentityNumber.Parse(UnifiedSocialCreditCode, "91350100M000100Y43", Today).Doubt);
        Assert.Null(IdentityNumber.Parse(OrganisationCode, "592366240", Today).Doubt);
        Assert.Null(IdentityNumber.Parse(Passport, "E12345678", Today).Doubt);
        Assert.Equal(
            "The check character of the organisation code does not fit. Compare each place with the certificate.",
            IdentityNumber.Parse(OrganisationCode, "592366241", Today).Doubt?.Sentence);
    }

    [Fact]
    public void Persons_and_organisations_have_their_own_kinds()
    {
        Assert.True(Passport.AppliesToIndividuals());
        Assert.False(Passport.AppliesToOrganisations());
        Assert.True(UnifiedSocialCreditCode.AppliesToOrganisations());
        Assert.False(UnifiedSocialCreditCode.AppliesToIndividuals());
        Assert.True(Other.AppliesToIndividuals() && Other.AppliesToOrganisations());
    }

    [Fact]
    public void Text_with_a_zero_character_is_refused_not_passed_on()
    {
        var fault = IdentityNumber.Check(Passport, "E1234\0678", Today);

        Assert.Equal("The text contains control characters. Type it again instead of pasting it.", fault?.Sentence);
    }
}
