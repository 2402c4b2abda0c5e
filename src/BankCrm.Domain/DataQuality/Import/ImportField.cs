using BankCrm.Domain.Common;

namespace BankCrm.Domain.DataQuality.Import;

/// <summary>
/// What a column of an imported file can say. Of a customer, named as the fields of a draft where there is such a field; then of an account
/// or a movement.
/// </summary>
public enum ImportField
{
    /// <summary>By which the same row is recognised when the file comes again.</summary>
    [Means("Number in the other system")] ExternalRef,

    /// <summary>C and ten digits: of customers who are in the bank already.</summary>
    [Means("Customer number")] CustomerNumber,

    [Means("Individual or organisation")] Kind,
    [Means("Full name")] Name,
    [Means("Family name")] Surname,
    [Means("Given name")] GivenName,
    [Means("Middle name")] MiddleName,
    [Means("Other name")] OtherName,
    [Means("Kind of document")] DocumentKind,
    [Means("Document number")] DocumentNumber,
    [Means("Document valid until")] DocumentValidUntil,
    [Means("Date of birth")] BirthDate,
    [Means("Sex")] Sex,
    [Means("Date of death")] DiedOn,
    [Means("Mobile")] Mobile,
    [Means("Landline")] Landline,
    [Means("E-mail")] Email,
    [Means("WeChat")] WeChat,

    /// <summary>Of these three a cell may hold several, with semicolons between them.</summary>
    [Means("Further mobiles")] FurtherMobile,

    [Means("Further landlines")] FurtherLandline,
    [Means("Further e-mails")] FurtherEmail,


    /// <summary>Of the address, the document and the telephone numbers.</summary>
    [Means("Country")] Country,

    [Means("Province or state")] Province,
    [Means("City")] City,
    [Means("District")] District,
    [Means("Street and house number")] Line1,
    [Means("Building, flat")] Line2,
    [Means("Postal code")] PostalCode,
    [Means("Whole address in one cell")] Address,
    [Means("Occupation")] Occupation,
    [Means("Employer")] Employer,
    [Means("Tier")] Tier,
    [Means("Stage of life")] Stage,
    [Means("Risk appetite")] Appetite,
    [Means("Tags")] Tags,
    [Means("Agrees to marketing")] AgreesToMarketing,
    [Means("Wants no marketing")] RefusesMarketing,
    [Means("Wants no calls")] RefusesCalls,
    [Means("Wants no e-mails")] RefusesEmail,
    [Means("Note")] Note,
    [Means("Author of the note")] NoteAuthor,

    /// <summary>Day, or day and time.</summary>
    [Means("Date of the note")] NoteDate,

    /// <summary>Customer number, number in the other system, or number of a document.</summary>
    [Means("Related customer")] RelatedTo,

    [Means("What the related customer is to them")] RelationRole,
    [Means("Share in percent")] RelationShare,
    [Means("Customer since")] RegisteredOn,

    /// <summary>What they hold is the core banking system's to say: a balance that is none is told, and none is kept.</summary>
    [Means("Balance (checked, not kept)")] Balance,

    /// <summary>Its code.</summary>
    [Means("Branch")] Branch,

    /// <summary>A user name.</summary>
    [Means("Relationship manager")] Owner,

    // From here on: of accounts and movements. See ImportFields.

    [Means("Account number")] AccountNumber,

    /// <summary>Its code; the same for the whole file.</summary>
    [Means("System that keeps the accounts")] Source,

    /// <summary>Three letters of ISO 4217, or a word such as 人民币.</summary>
    [Means("Currency")] Currency,

    [Means("Kind of account")] AccountKind,
    [Means("State of the account")] AccountStatus,

    /// <summary>Compared with the customer's, not kept.</summary>
    [Means("Account holder's name (compared)")] HolderName,

    /// <summary>By customer number or number in the other system; several with semicolons between them.</summary>
    [Means("Joint owners")] JointOwners,

    [Means("Code of the product")] Product,
    [Means("Opened on")] OpenedOn,
    [Means("Closed on")] ClosedOn,
    [Means("Balance")] AccountBalance,

    /// <summary>When the file's accounts were so.</summary>
    [Means("As of")] AsOf,

    [Means("Available balance")] Available,
    [Means("Held back")] Hold,
    [Means("Credit limit")] CreditLimit,
    [Means("Rate, per cent a year")] Rate,
    [Means("Matures on")] MaturesOn,

    /// <summary>The source's own count of an account's changes.</summary>
    [Means("Version")] AccountVersion,

    [Means("Booked on")] BookedOn,
    [Means("Value date")] ValueOn,
    [Means("Time of booking")] BookedAt,
    [Means("Amount")] Amount,
    [Means("Credit (paid in)")] Credit,
    [Means("Debit (paid out)")] Debit,
    [Means("Credit or debit")] Side,
    [Means("Reference of the movement")] Reference,
    [Means("Balance after")] BalanceAfter,
    [Means("Kind of movement")] MovementKind,
    [Means("Channel")] Channel,
    [Means("Counterparty")] Counterparty,
    [Means("Counterparty's account")] CounterpartyAccount,
    [Means("Text of the movement")] MovementText,
}

/// <summary>What becomes of a row, by whether the bank has its customer.</summary>
public enum ImportMode
{
    [Means("Register new customers only")] Create,
    [Means("Change known customers only")] Update,
    [Means("Register the new, change the known")] CreateAndUpdate,
}

/// <summary>By what a row's customer is found in the bank.</summary>
public enum ImportKey
{
    [Means("Number in the other system")] ExternalRef,
    [Means("Customer number")] CustomerNumber,
    [Means("Document number")] Document,
    [Means("Mobile")] Mobile,
}

/// <summary>What a file of customers was when it was received.</summary>
public enum ImportKind
{
    [Means("Delimited text (CSV)")] Text,
    [Means("Excel workbook")] Workbook,
    [Means("Cards (vCard)")] Cards,
}

/// <summary>How a file's bytes become letters.</summary>
public enum ImportEncoding
{
    [Means("UTF-8")] Utf8,
    [Means("UTF-16")] Utf16,
    [Means("Chinese (GBK, GB18030)")] Gb18030,
    [Means("Traditional Chinese (Big5)")] Big5,
    [Means("Western European (Windows-1252)")] Western,
}

/// <summary>What 3/7/1985 means. Nobody can know it from the number.</summary>
public enum DateOrder
{
    [Means("Day first: 3/7 is the 3rd of July")] DayFirst,
    [Means("Month first: 3/7 is the 7th of March")] MonthFirst,
}
